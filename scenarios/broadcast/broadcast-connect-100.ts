/** A hundred clients connect and hear one broadcast: do all of them get in, and how soon? Rows B03 B04. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { connect100 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-connect-100',
  limits: connect100,
  load: sockets({
    users: 100,
    onOneSocket: true,
    together: true,
    describe: ({ users }) => `${users} clients, all open before the first broadcast`,
  }),
  run: broadcasts(10, bySocket),
});
