import type { TestContext } from 'vitest';
import { wasBottleneck } from '../../cli/run/bottleneck';
import type { Result } from '../../lib/report/result';

declare module 'vitest' {
  interface TaskMeta {
    /** Why each run of this test but the last was made again. The reporter of counts prints it. */
    madeAgain?: readonly string[];
  }
}

const mostRepeats = 2;

/**
 * Makes a run once, whatever verdict is expected of it. Only one that is INVALID because its generator was starved is made again, at most
 * twice: it tells nothing about the target. Each repeat is counted.
 * @param make makes the run, each time on a testbed in which nothing has happened yet.
 * @param resultsOf what the run left, or the runs where several are made at once.
 */
export async function unlessStarved<Made>(
  { task }: Pick<TestContext, 'task'>,
  make: () => Promise<Made>,
  resultsOf: (made: Made) => readonly (Result | undefined)[],
): Promise<Made> {
  for (let repeats = 0; ; repeats++) {
    const made = await make();
    const starved = resultsOf(made).filter((result) => result !== undefined && wasBottleneck(result));
    if (starved.length === 0 || repeats === mostRepeats) return made;
    const reasons = starved.flatMap((result) => result?.invalidities ?? []).map(({ message }) => message);
    task.meta.madeAgain = [...(task.meta.madeAgain ?? []), reasons.join(' ')];
  }
}
