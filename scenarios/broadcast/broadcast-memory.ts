/** A hundred clients that hear broadcasts: how much memory do they cost the target? Rows B09 B10. Needs METRICS_URL. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { broadcastMemory } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-memory',
  limits: broadcastMemory,
  load: sockets({
    users: 100,
    iterations: 20,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${iterations} broadcasts to ${users} clients`,
  }),
  run: broadcasts(10, bySocket),
});
