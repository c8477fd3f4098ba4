/** A thousand pings on one socket: how many messages a second does it take, and how long does one send last? Row A05. */
import { pings, scenario, sockets } from '../../lib';
import { pings as throughput } from '../../systems/tasks';
import { wsThroughput } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-throughput',
  limits: wsThroughput,
  load: sockets({
    users: 1,
    iterations: 1000,
    describe: ({ users, iterations }) => `${iterations} pings on each of ${users} socket(s)`,
  }),
  run: pings(throughput),
});
