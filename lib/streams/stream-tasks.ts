import type { VuFunction } from '../load/load';
import type { SocketLoad } from '../load/sockets';
import { eachUser } from '../load/users';
import { repeat } from '../websocket/flows/repeat';
import type { StreamProtocol } from './stream-protocol';
import { runStreamTask } from './stream-task';

/** Each user runs its tasks to the end, one after the other, each by a request of its own whose answer is a stream. */
export const streamTasks = (protocol: StreamProtocol): VuFunction<SocketLoad> =>
  eachUser((user) => repeat(user, (task) => runStreamTask(user, protocol, task)));
