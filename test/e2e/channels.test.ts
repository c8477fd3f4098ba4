import { expect, it } from 'vitest';
import { runLoadmark } from './run-loadmark';
import { startTestbed } from './testbed-process';

it('finds broadcasts of another run beside it on the same target', async () => {
  const testbed = await startTestbed({ defects: ['leak-broadcast'] });
  try {
    const run = (id: string) =>
      runLoadmark('broadcast-10', [], { TARGET_URL: testbed.url, RUN_ID: id, LOAD_TEST_RPS: '50' });
    const runs = await Promise.all([run('FIRST'), run('SECOND')]);
    const received = runs.map(({ result }) => result?.isolation?.foreign ?? 0);
    // A leak goes from one of them to the other, and it is not said which.
    expect(Math.max(...received)).toBeGreaterThan(0);
    for (const [index, foreign] of received.entries())
      expect([runs[index]?.result?.verdict, runs[index]?.exitCode]).toEqual(foreign > 0 ? ['FAIL', 99] : ['PASS', 0]);
  } finally {
    await testbed.stop();
  }
});
