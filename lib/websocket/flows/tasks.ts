import { knockedAtSocket, knockId } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import type { TaskProtocol } from '../protocols/task-protocol';
import { repeat } from './repeat';
import { runTask } from './task';

/** Each user runs its tasks to the end, one after the other, each on a socket of its own. */
export const runTasks = (protocol: TaskProtocol): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => protocol.path(knockId),
    protocol,
    eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task }))),
  );
