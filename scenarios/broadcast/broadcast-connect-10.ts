/** Ten clients connect and hear one broadcast: do all of them get in, and how soon? Rows B01 B04. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { connect10 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-connect-10',
  limits: connect10,
  load: sockets({
    users: 10,
    onOneSocket: true,
    together: true,
    describe: ({ users }) => `${users} clients, all open before the first broadcast`,
  }),
  run: broadcasts(10, bySocket),
});
