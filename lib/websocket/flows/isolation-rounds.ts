import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { knockedAtSocket } from '../dialect/knocked-at';
import type { TaskProtocol } from '../protocols/task-protocol';
import { repeat } from './repeat';
import { runTask } from './task';

/** How long the socket of a completed task stays open, to hear what comes late. */
const lingerMs = 100;

/**
 * What real systems leak on, mixed: tasks that are completed, tasks that the client aborts, and the same task id again at once. A user
 * aborts every third of its tasks; the users are out of step, so that all three happen at the same time.
 */
export const isolationRounds = (protocol: TaskProtocol): VuFunction<SocketLoad> =>
  knockedAtSocket(
    protocol,
    (speaker) => protocol.path(speaker.id, speaker),
    eachUser((user) =>
      repeat(user, (task) => runTask(user, { protocol, task, lingerMs, abort: (user.index + task) % 3 === 1 })),
    ),
  );
