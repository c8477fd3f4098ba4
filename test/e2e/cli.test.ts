import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildScenarios, root, scenarioFiles } from '../../build.mjs';
import type { Result } from '../../lib/report/result';
import { type Bench, type CliOutcome, eventually, makeBench } from './cli-process';
import { startCounter, startFrozenServer, type TestServer } from './cli-servers';
import { unlessStarved } from './made-again';
import { startTestbed, type TestbedProcess } from './testbed-process';

let testbed: TestbedProcess;
beforeAll(async () => {
  testbed = await startTestbed({ taskMs: 50 });
});
afterAll(() => testbed?.stop());

const resultIn = (folder: string): Result => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
const messagesOf = ({ invalidities }: Result): string => invalidities.map(({ message }) => message).join('\n');

describe('a run', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = makeBench();
  });
  afterEach(() => bench.dispose());
  const run = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
    bench.run(['run', 'ws-10', '--target', testbed.url, '--results', join(bench.folder, 'r'), ...args], env);

  it('passes, leaves its record in every form, and nothing else', async (context) => {
    const stepSummary = join(bench.folder, 'step.md');
    const { exitCode, stdout, stderr, seconds } = await unlessStarved(
      context,
      () => run(['--metrics', testbed.metricsUrl], { GITHUB_STEP_SUMMARY: stepSummary }),
      () => [resultIn(join(bench.folder, 'r'))],
    );
    expect(stdout, stderr).toMatch(/^ws-10: PASS/);
    expect(exitCode).toBe(0);
    expect(readdirSync(join(bench.folder, 'r')).sort()).toEqual(['junit.xml', 'k6.log', 'result.json', 'summary.md']);
    expect(resultIn(join(bench.folder, 'r'))).toMatchObject({
      verdict: 'PASS',
      k6ExitCode: 0,
      versions: { k6: expect.stringMatching(/^v2\./) },
      generator: { cpuSeconds: expect.any(Number), peakMemoryMB: expect.any(Number) },
      machine: { cores: expect.any(Number) },
    });
    expect(readFileSync(stepSummary, 'utf8')).toContain('PASS');
    expect(bench.leftovers()).toEqual([]);
    expect(seconds).toBeLessThan(15);
  });

  it('fails with 99 when a limit is missed, and says so in JSON and in nothing but JSON', async () => {
    const [file = ''] = scenarioFiles().filter((path) => path.endsWith('ws-10.ts'));
    const outdir = join(bench.folder, 'bundle');
    await buildScenarios({ files: [file], outdir });
    const { exitCode, stdout, stderr } = await bench.run(
      ['run', join(outdir, 'ws-10.js'), '--json', '--limits', 'task_time:p(95)<1'],
      { TARGET_URL: testbed.url },
    );
    const result: Result = JSON.parse(stdout);
    expect(result).toMatchObject({ verdict: 'FAIL', k6ExitCode: 99 });
    expect(exitCode).toBe(99);
    // No terminal: no colours, no cursor movements.
    expect(/\p{Cc}/u.test(stderr.replaceAll('\n', ''))).toBe(false);
    const [folder = ''] = readdirSync(join(bench.folder, 'results'));
    expect(folder).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-ws-10$/);
  });

  it('is turned down against production as its document says, and says so', async (context) => {
    const production = ['--env', 'production', '--i-know-this-is-production', '--target', testbed.url];
    const args = ['run', 'pam-ws-full', ...production, '--results', join(bench.folder, 'r')];
    const { exitCode, stderr } = await unlessStarved(
      context,
      () => bench.run(args, { JWT_SECRET: 'testbed-secret', LOAD_TEST_DURATION: '1s' }),
      () => [resultIn(join(bench.folder, 'r'))],
    );
    expect(stderr).toContain('production: 20 users instead of 100, the most that document 003 allows');
    expect([exitCode, resultIn(join(bench.folder, 'r')).load.users]).toEqual([0, 20]);
  });

  it('is INVALID with the reason when the target cannot be observed', async () => {
    const { exitCode } = await run(['--metrics', 'http://127.0.0.1:1/metrics', '--quiet', '--no-preflight']);
    expect(exitCode).toBe(3);
    const result = resultIn(join(bench.folder, 'r'));
    expect(result).toMatchObject({ verdict: 'INVALID', k6ExitCode: 107 });
    expect(messagesOf(result)).toMatch(/METRICS_URL .*connection refused/);
  });

  it('is INVALID with advice when k6 has no core left', async () => {
    const load = ['--users', '20', '--messages', '10000', '-e', 'GOMAXPROCS=1'];
    const { exitCode, seconds } = await run(load);
    expect(exitCode).toBe(3);
    expect(messagesOf(resultIn(join(bench.folder, 'r')))).toMatch(/90 % of its one core.*Use fewer users/);
    expect(seconds).toBeLessThan(40);
  });
});

describe('a mistake', () => {
  let bench: Bench;
  let counter: TestServer;
  beforeAll(async () => {
    bench = makeBench();
    counter = await startCounter();
    writeFileSync(join(bench.folder, 'old-k6'), '#!/bin/sh\necho k6 v1.7.0\n', { mode: 0o755 });
    writeFileSync(join(bench.folder, 'file'), 'no k6, no folder');
  });
  afterAll(() => {
    counter.close();
    bench.dispose();
  });

  it.concurrent.each<readonly [what: string, args: readonly string[], said: RegExp]>([
    ['an unknown scenario', ['ws-5'], /no scenario called "ws-5".*ws-50/],
    ['a missing bundle', ['no/such.js'], /There is no file/],
    ['a target without a host', ['ws-10', '--target', 'foo:bar'], /TARGET_URL .*foo:bar/],
    ['a target with a query', ['ws-10', '--target', 'ws://127.0.0.1:1?token=x'], /TARGET_URL must be(?!.*token)/],
    ['a number that is none', ['ws-10', '--users', 'abc'], /--users <n>.*'abc' is invalid.*a whole number/],
    ['a bound that is none', ['ws-10', '--limits', 'A99>'], /LIMITS: /],
    ['staging without a target', ['ws-10', '--env', 'staging'], /--env staging needs a target/],
    ['another host without a word', ['ws-10', '--target', 'ws://example.org'], /example\.org .*--env staging/],
    ['production without the word', ['ws-10', '--env', 'production'], /--i-know-this-is-production/],
    ['a k6 that is not there', ['ws-10', '--k6', 'no-k6'], /no file that can be executed.*loadmark k6/],
    ['a k6 that is no program', ['ws-10', '--k6', 'file'], /no file that can be executed.*loadmark k6/],
    ['a k6 that is too old', ['ws-10', '--k6', 'old-k6'], /v1\.7\.0 .*too old: expected v2\.0\.0.*loadmark k6/],
    ['a folder that cannot be', ['ws-10', '--results', 'file/r'], /Results cannot be written.*--results/],
    ['a variable that replaces the load', ['ws-10', '-e', 'K6_VUS=3'], /K6_VUS would replace/],
    ['an unknown option', ['ws-10', '--usrs', '3'], /unknown option '--usrs'/],
    ['a duration that is none', ['ws-10', '--timeout', 'soon'], /Expected a duration/],
  ])('is found before anything is sent: %s', async (_what, args, said) => {
    const target = args.includes('--target') || args.includes('--env') ? [] : ['--target', counter.url];
    const { exitCode, stdout, stderr, seconds } = await bench.run(['run', ...args, ...target]);
    expect(stderr.replaceAll('\n', ' ')).toMatch(said);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(seconds).toBeLessThan(20);
    expect(counter.connections()).toBe(0);
  });
});

/** Most of their time is waiting, so they wait together. */
describe.concurrent('a run that does not end by itself', () => {
  it('is killed when a socket holds it for longer than the stated time', async () => {
    const server = await startFrozenServer();
    const outcome = await hang(
      `import { WebSocket } from 'k6/websockets';
       import { Counter } from 'k6/metrics';
       const outcomes = new Counter('outcomes');
       export const options = { scenarios: { load: { executor: 'per-vu-iterations', maxDuration: '1s', gracefulStop: '0s' } } };
       export default function () {
         outcomes.add(1);
         const socket = new WebSocket('${server.url}');
         socket.addEventListener('open', () => socket.close());
       }`,
      ['--timeout', '3s'],
    );
    server.close();
    expect(outcome.exitCode).toBe(3);
    expect(messagesOf(outcome.result)).toMatch(/still running after 3(\.\d)? s.*1 VU was still active.*4598/);
    // The last that the REST API gave.
    expect(outcome.result.figures).toMatchObject({ outcomes: { count: 1 } });
    expect(outcome.leftovers).toEqual([]);
    // Stated time, SIGTERM and five seconds, SIGTERM; and what the start takes.
    expect(outcome.seconds).toBeLessThan(3 + 8 + 6);
  });

  it('is killed when the summary never ends, ten seconds after the load', async () => {
    const outcome = await hang(
      `import { sleep } from 'k6';
       import { Counter } from 'k6/metrics';
       const outcomes = new Counter('outcomes');
       export default function () {
         outcomes.add(1);
         sleep(7);
       }
       export function handleSummary() { while (true) {} }`,
      ['--quiet'],
    );
    expect(outcome.exitCode).toBe(3);
    expect(outcome.stderr).toBe('');
    expect(messagesOf(outcome.result)).toMatch(/The load was over, but k6 had not ended.*handleSummary/);
    // Taken while the load ran: the API is gone before the summary begins.
    expect(outcome.result.figures).toMatchObject({ outcomes: { count: 1 } });
    expect(outcome.leftovers).toEqual([]);
    expect(outcome.seconds).toBeLessThan(7 + 10 + 8 + 8);
  });

  it('is INVALID when it is interrupted, and keeps its record', async () => {
    const bench = makeBench();
    const slow = await startTestbed({ taskMs: 60_000 });
    const results = join(bench.folder, 'r');
    const cli = bench.start(['run', 'ws-10', '--target', slow.url, '--results', results]);
    await eventually(() => k6Of(bench).length > 0, 15_000);
    await eventually(() => logOf(results) !== undefined, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    cli.signal('SIGINT');
    // What npm passes on of the same Ctrl-C is no second one.
    cli.signal('SIGINT');
    const { exitCode } = await cli.ended;
    expect(exitCode).toBe(3);
    const result = resultIn(results);
    expect(result).toMatchObject({ verdict: 'INVALID', scenario: 'ws-10', k6ExitCode: 105 });
    expect(messagesOf(result)).toMatch(/Interrupted by SIGINT/);
    // k6 wrote its summary: a percentile that the REST API does not give.
    expect(result.figures.ws_connecting).toHaveProperty('p(99)');
    expect(bench.leftovers()).toEqual([]);
    await slow.stop();
    bench.dispose();
  });

  it('does not leave k6 behind when loadmark is killed', async () => {
    const bench = makeBench();
    const slow = await startTestbed({ taskMs: 60_000 });
    const cli = bench.start(['run', 'ws-10', '--target', slow.url]);
    await eventually(() => k6Of(bench).length > 0, 15_000);
    cli.signal('SIGKILL');
    await cli.ended;
    // Ten seconds until it is killed, longer while other cases run.
    await eventually(() => bench.leftovers().length === 0, 25_000);
    await slow.stop();
    bench.dispose();
  });
});

it('shows everything at work with `loadmark start`, without a terminal', async () => {
  const bench = makeBench();
  const { exitCode, stdout, stderr, seconds } = await bench.run(['start']);
  expect(stdout, stderr).toMatch(/^ws-50: PASS/);
  expect(stdout).toMatch(/PASS +A08/);
  expect(exitCode).toBe(0);
  expect(bench.leftovers()).toEqual([]);
  expect(seconds).toBeLessThan(30);
  bench.dispose();
});

it.each([
  ['an unknown defect', ['--defect', 'bogus'], /unknown defect "bogus"/],
  ['a bad number', ['--task-ms', 'abc'], /--task-ms: expected a whole number/],
])('does not start a testbed with %s, and says only why', async (_what, args, said) => {
  const bench = makeBench();
  const { exitCode, stderr } = await bench.run(['testbed', '--port', '0', ...args]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/^ +at /m);
  bench.dispose();
});

it('ends the testbed with `loadmark testbed`', async () => {
  const bench = makeBench();
  const cli = bench.start(['testbed', '--port', '0', '--defect', 'lose-output']);
  await eventually(() => /testbed at ws:\/\/127\.0\.0\.1:\d+, metrics at http/.test(cli.stdout()), 15_000);
  const signalledAtMs = performance.now();
  cli.signal('SIGINT');
  const { exitCode } = await cli.ended;
  // By itself, and not because patience with it was over.
  expect(performance.now() - signalledAtMs).toBeLessThan(4_000);
  expect(exitCode).toBe(0);
  expect(bench.leftovers()).toEqual([]);
  bench.dispose();
});

it('goes on when its output is no longer read', async () => {
  const child = spawn(process.execPath, [join(root, 'cli', 'bin.mjs'), 'list'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
});

/** Runs a script that hangs k6. */
async function hang(
  source: string,
  args: readonly string[],
): Promise<CliOutcome & { result: Result; leftovers: string[] }> {
  const bench = makeBench();
  const script = join(bench.folder, 'hang.js');
  const results = join(bench.folder, 'r');
  writeFileSync(script, source);
  const outcome = await bench.run(['run', script, '--results', results, ...args]);
  const found = { ...outcome, result: resultIn(results), leftovers: bench.leftovers() };
  bench.dispose();
  return found;
}

const k6Of = (bench: Bench): string[] => bench.leftovers().filter((line) => line.includes(' run --quiet '));

function logOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'k6.log'), 'utf8');
  } catch {
    return undefined;
  }
}
