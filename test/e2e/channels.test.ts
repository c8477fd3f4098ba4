import { expect, it } from 'vitest';
import { unlessStarved } from './made-again';
import { type Run, runLoadmark } from './run-loadmark';
import { startTestbed } from './testbed-process';

/** Two runs at once on a testbed of their own that sends broadcasts of one channel to another. */
async function runTwo(): Promise<Run[]> {
  const testbed = await startTestbed({ defects: ['leak-broadcast'] });
  const run = (id: string) =>
    // A hundred broadcasts at ten a second: on a busy machine one of the two may start seconds after the other.
    runLoadmark('broadcast-10', [], { TARGET_URL: testbed.url, RUN_ID: id, LOAD_TEST_RPS: '10' });
  try {
    return await Promise.all([run('FIRST'), run('SECOND')]);
  } finally {
    await testbed.stop();
  }
}

it('finds broadcasts of another run on the same target', async (context) => {
  const runs = await unlessStarved(context, runTwo, (made) => made.map(({ result }) => result));
  const verdicts = runs.map(({ result, exitCode }) => ({
    leaked: (result?.isolation?.foreign ?? 0) > 0,
    verdict: result?.verdict,
    exitCode,
  }));
  expect(verdicts).toHaveLength(2);
  // A leak goes from one of them to the other, and it is not said which.
  expect(verdicts).toContainEqual({ leaked: true, verdict: 'FAIL', exitCode: 99 });
  const expected = verdicts.map(({ leaked }) =>
    leaked ? { leaked, verdict: 'FAIL', exitCode: 99 } : { leaked, verdict: 'PASS', exitCode: 0 },
  );
  expect(verdicts).toEqual(expected);
});
