/** Fifty broadcasts to fifty clients: do all 2,500 arrive, once and in order? Row B07. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { broadcast50 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-50',
  limits: broadcast50,
  load: sockets({
    users: 50,
    iterations: 50,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${iterations} broadcasts to ${users} clients`,
  }),
  run: broadcasts(20, bySocket),
});
