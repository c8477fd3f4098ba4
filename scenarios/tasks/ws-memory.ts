/** Three batches of ten tasks: how much does the target's memory grow with each? Rows A06 A07. Needs METRICS_URL. */
import { inBatches, memoryGrowth, runTask, scenario, sockets } from '../../lib';
import { tasks } from '../../systems/tasks';
import { wsMemory } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-memory',
  limits: wsMemory,
  load: sockets({
    users: 10,
    iterations: 3,
    messages: 5,
    oneVu: true,
    describe: ({ users, iterations }) => `${iterations} batches of ${users} tasks`,
  }),
  run: inBatches((user, task) => runTask(user, { protocol: tasks, task }), memoryGrowth()),
  observe: false,
});
