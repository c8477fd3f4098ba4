/** A hundred broadcasts to ten clients: does every one reach everybody, once and in order? Row B06. */
import { broadcasts, scenario, sockets } from '../../lib';
import { bySocket } from '../../systems/broadcast';
import { broadcast10 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'broadcast-10',
  limits: broadcast10,
  load: sockets({
    users: 10,
    iterations: 100,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${iterations} broadcasts to ${users} clients`,
  }),
  run: broadcasts(20, bySocket),
});
