import { knockedAtSocket, knockId } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { document000, type TaskProtocol } from '../protocols/task-protocol';
import { repeat } from './repeat';
import { runTask } from './task';

/** Each user runs its tasks to the end, one after the other, each on a socket of its own. */
export const runTasks = (protocol: TaskProtocol = document000): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => protocol.path(knockId),
    protocol,
    eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task }))),
  );

/** How long a finished task's socket stays open in the isolation scenario, to catch what comes late. */
const lingerMs = 100;

/**
 * What real systems leak on, mixed: tasks that run to the end, tasks that the client aborts in flight, and the same task id again at
 * once. In every third round a user aborts; the users are out of step, so that all three happen beside each other all the time.
 */
export const isolationRounds = (protocol: TaskProtocol = document000): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => protocol.path(knockId),
    protocol,
    eachUser((user) =>
      repeat(user, (task) => runTask(user, { protocol, task, lingerMs, abort: (user.index + task) % 3 === 1 })),
    ),
  );
