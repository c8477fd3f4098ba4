/** A hundred broadcasts to ten clients: does every one reach everybody, once and in order? Row B06. */
import { sockets } from '../../lib/load/sockets';
import { scenario } from '../../lib/scenario/scenario';
import { broadcasts } from '../../lib/websocket/flows/broadcasts';
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
