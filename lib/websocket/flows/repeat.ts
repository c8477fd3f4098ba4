import { after, type User } from '../../load/users';
import type { Outcome } from '../session/outcome';
import { recordOutcome, recordTask } from '../session/record';

/** Failures in a row after which a user gives up: a target that refuses everything must neither be hammered nor hold the run. */
const patience = 3;
/** The pause after a failed attempt, times the number of failures in a row. */
const backoffMs = 100;

/**
 * Repeats a step for each iteration of a user, with a pause after failures. After three in a row the user gives up: the iterations that
 * it skips count as failed, so that giving up cannot make a rate look better.
 */
export async function repeat(user: User, step: (iteration: number) => Promise<Outcome>): Promise<void> {
  const { iterations } = user.load;
  let failures = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (failures === patience) giveUp(user);
    else {
      const { kind } = await step(iteration);
      failures = kind === 'done' || kind === 'aborted' ? 0 : failures + 1;
      if (failures > 0 && failures < patience && iteration + 1 < iterations) await after(backoffMs * failures);
    }
  }
}

function giveUp({ index }: User): void {
  const outcome: Outcome = { kind: 'given-up' };
  recordOutcome(outcome, false, `user ${index}`);
  recordTask(outcome);
}
