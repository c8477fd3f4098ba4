import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildScenarios, root } from '../../build.mjs';
import type { Result } from '../../lib/report/result';
import { unlessStarved } from './made-again';
import { startTestbed, type TestbedProcess } from './testbed-process';

// A bundle on stock k6, without the command line of this project.

const folder = mkdtempSync(join(tmpdir(), 'loadmark-plain-'));
const resultFile = join(folder, 'result.json');
let testbed: TestbedProcess;
beforeAll(async () => {
  await buildScenarios({ outdir: join(folder, 'dist') });
  testbed = await startTestbed();
});
afterAll(async () => {
  await testbed.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface PlainRun {
  readonly exitCode: number | null;
  readonly output: string;
}

type Environment = Readonly<Record<string, string>>;

const k6 = (context: TestContext, scenario: string, env: Environment, ...args: string[]): Promise<PlainRun> =>
  unlessStarved(
    context,
    () => runK6(scenario, env, args),
    () => (existsSync(resultFile) ? [resultOf()] : []),
  );

async function runK6(scenario: string, env: Environment, args: readonly string[]): Promise<PlainRun> {
  rmSync(resultFile, { force: true });
  const child = spawn(
    join(root, '.k6/k6'),
    ['run', '--quiet', '--no-color', ...args, join(folder, 'dist', `${scenario}.js`)],
    {
      cwd: folder,
      env: { HOME: folder, K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, output };
}

const resultOf = (): Result => JSON.parse(readFileSync(resultFile, 'utf8'));

describe('a bundle on stock k6', () => {
  it('needs nothing but TARGET_URL: prints the verdict, and leaves the result in the current folder', async (context) => {
    const { exitCode, output } = await k6(context, 'ws-10', { TARGET_URL: testbed.url });
    expect(exitCode).toBe(0);
    expect(output).toContain('PASS');
    expect(resultOf()).toMatchObject({ scenario: 'ws-10', verdict: 'PASS', outcomes: { done: 10 } });
  });

  it('gives all VUs of a run one id, and the next run another', async (context) => {
    const ids: string[] = [];
    for (const run of [1, 2]) {
      const leaky = await startTestbed({ defects: ['leak-output'] });
      const { exitCode, output } = await k6(context, 'ws-50', {
        TARGET_URL: leaky.url,
        RESULTS_DIR: folder,
        LOAD_TEST_USERS: '8',
        LOAD_TEST_VUS: '4',
      });
      const markers = [...output.matchAll(/MARKER_([0-9A-Z]{6})-V(\d+)-/g)];
      expect([exitCode, new Set(markers.map(([, id]) => id))], `run ${run}`).toEqual([99, new Set([resultOf().run])]);
      expect(new Set(markers.map(([, , vu]) => vu)).size).toBeGreaterThan(1);
      ids.push(resultOf().run);
      await leaky.stop();
    }
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('says what is missing without TARGET_URL, before any load', async (context) => {
    const { exitCode, output } = await k6(context, 'ws-10', { RESULTS_DIR: folder });
    expect(exitCode).toBe(107);
    expect(output).toContain('TARGET_URL is missing');
  });

  it('says everything that is wrong at once', async (context) => {
    const { exitCode, output } = await k6(context, 'ws-10', {
      TARGET_URL: 'localhost',
      LOAD_TEST_USERS: '-1',
      TASK_TIMEOUT: 'soon',
    });
    expect(exitCode).toBe(107);
    expect(output).toMatch(/TARGET_URL must be/);
    expect(output).toMatch(/LOAD_TEST_USERS must be/);
    expect(output).toMatch(/TASK_TIMEOUT must be/);
  });

  it('never repeats a password or a token that was given in a URL', async (context) => {
    const { output } = await k6(context, 'ws-10', { TARGET_URL: 'ws://ann:geheim@127.0.0.1/?token=geheim' });
    expect(output).toContain('TARGET_URL must be');
    expect(output).not.toContain('geheim');
  });

  it('judges also where RESULTS_DIR is missing, and k6 says that it is', async (context) => {
    const { exitCode, output } = await k6(context, 'ws-10', { TARGET_URL: testbed.url, RESULTS_DIR: 'nowhere' });
    expect(exitCode).toBe(0);
    expect(output).toContain('PASS');
    expect(output).toContain('nowhere/result.json');
  });

  it('exits 107 where METRICS_URL gives no metrics, before any load', async (context) => {
    const { exitCode, output } = await k6(context, 'ws-10', {
      TARGET_URL: testbed.url,
      METRICS_URL: `${testbed.url.replace('ws', 'http')}/health`,
    });
    expect(exitCode).toBe(107);
    expect(output).toContain('process_resident_memory_bytes');
  });

  it('turns up its size from the environment, without a new file', async (context) => {
    const { exitCode } = await k6(context, 'ws-50', {
      TARGET_URL: testbed.url,
      RESULTS_DIR: folder,
      LOAD_TEST_USERS: '200',
    });
    expect(exitCode).toBe(0);
    expect(resultOf()).toMatchObject({ verdict: 'PASS', outcomes: { done: 200 }, load: { users: 200, vus: 2 } });
  });

  it.each<[string, Environment, readonly string[]]>([
    ['summaryTrendStats lacks min', {}, ['--summary-trend-stats', 'avg']],
    ['rps is 3', { K6_RPS: '3' }, []],
    ['maxRedirects is 5', {}, ['--max-redirects', '5']],
    ["thresholds are not the scenario's own", { K6_THRESHOLDS: 'outcomes:count>=0' }, []],
    ['PARALLELISM is 2, but this k6 has no execution segment', { PARALLELISM: '2' }, []],
    ['PARALLELISM is 2, but the execution segment 0:1/4', { PARALLELISM: '2' }, ['--execution-segment', '0:1/4']],
  ])('ends before the load where k6 was given other options than the scenario has: %s', async (what, env, args) => {
    const given = { TARGET_URL: testbed.url, RESULTS_DIR: folder, ...env };
    const { exitCode, output } = await runK6('ws-10', given, args);
    expect([exitCode, resultOf().verdict, resultOf().outcomes]).toEqual([108, 'INVALID', {}]);
    expect(output).toContain(`INVALID: options  k6 was given other options than the scenario has: ${what}`);
  });

  it('cannot be told to judge nothing: another load than its own, no thresholds, or a summary that has none', async () => {
    const env = { TARGET_URL: testbed.url, RESULTS_DIR: folder };
    expect((await runK6('ws-10', env, ['--vus', '2', '--duration', '1s'])).exitCode).toBe(104);
    expect((await runK6('ws-10', { ...env, K6_NO_THRESHOLDS: 'true' }, [])).exitCode).toBe(107);
    // k6 tells no script of this argument, and exits with 0: only the verdict says so.
    await runK6('ws-10', env, ['--no-thresholds']);
    expect([resultOf().verdict, resultOf().invalidities[0]?.cause]).toEqual(['INVALID', 'options']);
    // Nothing listens. Without a summary the thresholds still judge.
    const nobody = { ...env, TARGET_URL: 'ws://127.0.0.1:9' };
    expect((await runK6('ws-10', nobody, ['--summary-mode', 'disabled'])).exitCode).toBe(99);
  });

  it('shares a run between runners by execution segments: every user once, and each runner judges its part', async (context) => {
    const segments = ['0:1/2', '1/2:1'];
    const users: number[] = [];
    for (const segment of segments) {
      const { exitCode } = await k6(
        context,
        'ws-50',
        { TARGET_URL: testbed.url, RESULTS_DIR: folder, PARALLELISM: '2' },
        '--execution-segment',
        segment,
        '--execution-segment-sequence',
        '0,1/2,1',
      );
      expect(exitCode).toBe(0);
      users.push(resultOf().outcomes.done ?? 0);
    }
    expect(users).toEqual([25, 25]);
  });
});
