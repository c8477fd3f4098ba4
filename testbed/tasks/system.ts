import type { RunningSystem, System } from '../kernel/contract';
import { createEndpoint } from '../kernel/sockets/endpoint';
import { createTaskBook } from './book';
import { contentDefects } from './defects/contents';
import { endingDefects } from './defects/endings';
import { outputDefects } from './defects/outputs';
import { taskMetrics } from './metrics';
import { TaskSession } from './session';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** The duration of a task; its outputs are spread evenly over it. 0 is full speed. @default 300 */
    readonly taskMs?: number;
  }
}

/** The task system of document 000: a socket at `/ws/{task_id}` that runs tasks and streams their output. */
export const system: System = {
  name: 'tasks',
  options: [
    { flags: '--task-ms <N>', does: 'duration of a task in ms; 0 is full speed (default 300)', max: 3_600_000 },
  ],
  defects: [...endingDefects, ...outputDefects, ...contentDefects],
  metrics: taskMetrics,

  start(kernel, { taskMs = 300 }): RunningSystem {
    const book = createTaskBook();
    const context = { defects: kernel.defects, book, taskMs };
    const endpoint = createEndpoint(kernel, 'tasks', (connection) => new TaskSession(context, connection));
    return {
      sockets: [
        { path: '/ws/{task_id}', upgrade: (request, head, { task_id: id = '' }) => endpoint(request, head, id) },
      ],
      stats: () => ({ runningTasks: book.running.size, tasks: book.counts }),
      stop() {
        // A defect can keep a task running without a socket.
        for (const task of [...book.running.values()]) task.cancel();
      },
    };
  },
};
