import { eachUser, type VuFunction } from '../../load/users';
import type { TaskProtocol } from '../protocols/task-protocol';
import { repeat } from './repeat';
import { runTask } from './task';

/** Each user runs its tasks to the end, one after the other, each on a socket of its own. */
export const runTasks = (protocol: TaskProtocol): VuFunction =>
  eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task })));
