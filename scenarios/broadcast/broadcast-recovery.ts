/** Ten clients leave and come back five times while broadcasts go on: how soon are they back, and what did they miss? Row B08. */
import { recovery, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { broadcastRecovery } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-recovery',
  limits: broadcastRecovery,
  load: sockets({
    users: 10,
    // Five reconnects need six connections.
    iterations: 6,
    // The broadcaster goes on until the last of them has left.
    oneVu: true,
    describe: ({ users, iterations }) => `${users} clients that connect ${iterations} times`,
  }),
  run: recovery(50, bySocket),
});
