/** A hundred broadcasts to twenty clients: how long is each under way? Row B05. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { broadcast20 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-20',
  limits: broadcast20,
  load: sockets({
    users: 20,
    iterations: 100,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${iterations} broadcasts to ${users} clients`,
  }),
  run: broadcasts(20, bySocket),
});
