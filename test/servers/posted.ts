/** Ten broadcasts that are posted by HTTP to three clients. */
import { broadcasts, scenario, sockets } from '../../lib';
import { byHttp } from '../../systems/broadcast';
import { broadcast10 } from '../../thresholds/broadcast';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'posted',
  limits: broadcast10,
  load: sockets({
    users: 3,
    iterations: 10,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${iterations} posted broadcasts to ${users} clients`,
  }),
  run: broadcasts(20, byHttp),
});
