/** Three batches of ten tasks: how much does the target's memory grow with each? Rows A06 A07. Needs METRICS_URL. */
import { inBatches } from '../../lib/load/batches';
import { sockets } from '../../lib/load/sockets';
import { memoryGrowth } from '../../lib/observe/memory-growth';
import { scenario } from '../../lib/scenario/scenario';
import { runTask } from '../../lib/websocket/flows/task';
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
