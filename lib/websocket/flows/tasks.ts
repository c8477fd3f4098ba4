import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { knockedAtSocket } from '../dialect/knocked-at';
import type { TaskProtocol } from '../protocols/task-protocol';
import { repeat } from './repeat';
import { runTask } from './task';

/** Each user runs its tasks to the end, one after the other, each on a socket of its own. */
export const runTasks = (protocol: TaskProtocol): VuFunction<SocketLoad> =>
  knockedAtSocket(
    protocol,
    (speaker) => protocol.path(speaker.id, speaker),
    eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task }))),
  );
