/** A hundred connects, one after the other: how long does one take? Row A04. */
import { connects, scenario, sockets } from '../../lib';
import { tasks } from '../../systems/tasks';
import { wsLatency } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-latency',
  limits: wsLatency,
  load: sockets({
    users: 1,
    iterations: 100,
    describe: ({ users, iterations }) => `${iterations} connects in a row by ${users} user(s)`,
  }),
  run: connects((iteration, speaker) => tasks.path(`benchmark_${iteration}`, speaker)),
});
