/** Fifty clients connect and hear one broadcast: do all of them get in, and how soon? Rows B02 B04. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { connect50 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-connect-50',
  limits: connect50,
  load: sockets({
    users: 50,
    onOneSocket: true,
    together: true,
    describe: ({ users }) => `${users} clients, all open before the first broadcast`,
  }),
  run: broadcasts(10, bySocket),
});
