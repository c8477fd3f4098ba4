import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';
import type { Result } from '../../lib/report/result';
import { type Bench, makeBench } from './cli-process';
import { startTestbed, type TestbedProcess } from './testbed-process';

/**
 * A k6 that runs nothing, and leaves in turn what k6 once left of a run: as it was, or with another lag or another share of tasks. When a
 * real k6 is the bottleneck cannot be foretold.
 */
describe('loadmark run --attempts', () => {
  let bench: Bench;
  let testbed: TestbedProcess;
  let left: Result;
  const summaryOf = () => join(bench.folder, 'step.md');

  beforeAll(async () => {
    bench = makeBench();
    testbed = await startTestbed();
    await bench.run(['run', 'ws-10', '--target', testbed.url, '--results', 'real']);
    left = JSON.parse(readFileSync(join(bench.folder, 'real', 'result.json'), 'utf8'));
  });
  afterAll(async () => {
    await testbed.stop();
    bench.dispose();
  });

  const lag = (ms: number) => ({ 'p(95)': ms, count: 20 });
  const figures = {
    good: { generator_lag: lag(1) },
    late: { generator_lag: lag(400) },
    lateAndFailed: { generator_lag: lag(400), foreign_markers: { count: 3, rate: 1 } },
    failed: { generator_lag: lag(1), task_ok: { rate: 0.1 } },
    lateAndStarved: { generator_lag: lag(400), outcomes: { count: 0, rate: 0 } },
    starved: { generator_lag: lag(1), outcomes: { count: 0, rate: 0 } },
  } as const;

  /** Runs against these results in turn. @returns exit code, number of runs that k6 made, and what was printed. */
  async function run(kinds: readonly (keyof typeof figures)[], attempts: string, ...args: readonly string[]) {
    const folder = join(bench.folder, kinds.join('-') + attempts);
    mkdirSync(folder);
    for (const [index, kind] of kinds.entries())
      writeFileSync(
        join(folder, `${index}.json`),
        JSON.stringify({ ...left, figures: { ...left.figures, ...figures[kind] } }),
      );
    const count = join(folder, 'count');
    writeFileSync(count, '0');
    const k6 = join(folder, 'k6');
    const script = `#!/bin/sh
[ "$1" = run ] || exec '${join(root, '.k6/k6')}' "$@"
n=$(cat '${count}')
echo $((n + 1)) > '${count}'
sed "s/$LEFT_RUN/$RUN_ID/" '${folder}'/$n.json > "$RESULTS_DIR"/result.json
`;
    writeFileSync(k6, script, { mode: 0o755 });
    const env = { GITHUB_STEP_SUMMARY: summaryOf(), LEFT_RUN: left.run };
    writeFileSync(summaryOf(), '');
    const outcome = await bench.run(
      ['run', 'ws-10', '--k6', k6, '--no-preflight', '--attempts', attempts, ...args],
      env,
    );
    return { ...outcome, runs: Number(readFileSync(count, 'utf8')) };
  }

  it.each([
    ['is made once where all is well', ['good'], '3', 0, 1],
    ['is made again where the generator was the bottleneck', ['late', 'good'], '3', 0, 2],
    ['is made no more often than that', ['late', 'late'], '2', 3, 2],
    ['is made once unless another number is given', ['late'], '1', 3, 1],
    ['is not made again where it failed', ['failed'], '3', 99, 1],
    ['is not made again for a breach that is certain', ['lateAndFailed'], '3', 99, 1],
    ['is not made again for a lack of data', ['starved'], '3', 3, 1],
    ['is not made again where data are lacking, too', ['lateAndStarved'], '3', 3, 1],
    ['fails where the second attempt fails', ['late', 'failed'], '3', 99, 2],
  ] as const)('%s', async (_what, kinds, attempts, exitCode, runs) => {
    expect(await run(kinds, attempts)).toMatchObject({ exitCode, runs });
  });

  it('prints the last one only, and keeps the record of each', async () => {
    const results = join(bench.folder, 'results');
    mkdirSync(results, { recursive: true });
    const before = readdirSync(results).length;
    const { stdout, stderr } = await run(['late', 'late', 'good'], '4', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'PASS' });
    expect(stderr).toContain('INVALID because k6 was the bottleneck: running again, attempts left: 3');
    expect(readdirSync(results)).toHaveLength(before + 3);
    expect(readFileSync(summaryOf(), 'utf8').match(/^## /gm)).toEqual(['## ']);
  });

  it.each(['0', '10', '1.5', 'many'])('takes no %s', async (attempts) => {
    const { exitCode, stderr } = await bench.run(['run', 'ws-10', '--attempts', attempts]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Expected a number from 1 to 9.');
  });
});
