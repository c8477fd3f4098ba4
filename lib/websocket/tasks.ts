import { after, eachUser, type User, type VuFunction } from '../load/users';
import type { Outcome } from './outcome';
import { document000, type TaskProtocol } from './protocol';
import { runTask } from './task';

/** Failures in a row after which a user gives up: a target that refuses everything must not be hammered, nor hold the run. */
const patience = 3;
/** A failed attempt is followed by this pause, times the number of failures in a row. */
const backoffMs = 100;

/** Repeats a step for each iteration of a user, with a pause after failures, and gives up when they do not end. */
export async function repeat(user: User, step: (iteration: number) => Promise<Outcome>): Promise<void> {
  let failures = 0;
  for (let iteration = 0; iteration < user.load.iterations && failures < patience; iteration++) {
    const { kind } = await step(iteration);
    failures = kind === 'done' || kind === 'aborted' ? 0 : failures + 1;
    if (failures > 0 && iteration + 1 < user.load.iterations) await after(backoffMs * failures);
  }
}

/** Each user runs its tasks to the end, one after the other, each on a socket of its own. */
export const runTasks = (protocol: TaskProtocol = document000): VuFunction =>
  eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task })));

/** How long a finished task's socket stays open in the isolation scenario, to catch what comes late. */
const lingerMs = 100;

/**
 * What real systems leak on, mixed: tasks that run to the end, tasks that the client aborts in flight, and the same task id again at
 * once. In every third round a user aborts; the users are out of step, so that all three happen beside each other all the time.
 */
export const isolationRounds = (protocol: TaskProtocol = document000): VuFunction =>
  eachUser((user) => repeat(user, (task) => runTask(user, { protocol, task, lingerMs, abort: (user.index + task) % 3 === 1 })));
