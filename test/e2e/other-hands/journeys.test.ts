import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import { runCommand } from '../../../cli/run-command';
import type { Verdict } from '../../../lib/gate/verdict';
import { type OrderFaults, startOrders } from '../../servers/orders-server';
import { pythonWithPackages } from '../python';
import { untilHealthy } from '../until-healthy';
import { type Env, exitCodes, expectVerdict, runOn, runOnceOn, type Said } from './run-on';

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-journeys-'));
const script = (name: string) => join(outdir, `${name}.js`);
const names = ['changes', 'many-reads', 'by-hand', 'dialect', 'writes'];

beforeAll(async () => {
  const files = names.map((name) => join(root, 'test/e2e/journeys', `${name}.ts`));
  await buildScenarios({ files: [join(root, 'examples/orders.ts'), ...files], outdir });
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** One run each: what it is, what is wrong with the server, scenario, verdict, what its limits say. */
type Row = readonly [string, OrderFaults, string, Verdict, Said, Env?];

const isolated = { foreign_markers: 'PASS', lost_markers: 'PASS', stale_markers: 'PASS' } as const;

const rows: readonly Row[] = [
  ['is healthy', {}, 'orders', 'PASS', { ...isolated, answer_ok: 'PASS', check_ok: 'PASS' }],
  [
    "answers another user's order 1 in 100",
    { swapsOneIn: 100 },
    'orders',
    'FAIL',
    { foreign_markers: 'FAIL', lost_markers: 'PASS', answer_ok: 'PASS' },
  ],
  [
    'forgets a write 1 in 100',
    { forgetsOneIn: 100 },
    'orders',
    'FAIL',
    { lost_markers: 'FAIL', foreign_markers: 'PASS', check_ok: 'PASS' },
  ],
  // What was not answered as expected has no time: no bound on times is kept by it.
  ['answers 401 to all', { refusesAll: true }, 'orders', 'FAIL', { answer_ok: 'FAIL', response_time: 'NO DATA' }],
  [
    'is healthy',
    {},
    'changes',
    'PASS',
    {
      ...isolated,
      answer_ok: 'PASS',
      check_ok: 'PASS',
      'answer_ok{name:login}': 'REPORTED',
      'response_time{name:login}': 'REPORTED',
      own_time: 'REPORTED',
      own_amount: 'REPORTED',
      own_count: 'REPORTED',
    },
  ],
  [
    'shows an order as it was before 1 in 10',
    { staleOneIn: 10 },
    'changes',
    'FAIL',
    { stale_markers: 'FAIL', lost_markers: 'PASS', foreign_markers: 'PASS' },
  ],
  [
    "shows another user's order 1 in 20 in an answer that nobody reads",
    { leaksOneIn: 20 },
    'writes',
    'FAIL',
    { foreign_markers: 'FAIL', answer_ok: 'PASS' },
  ],
  ['shows no marker', { saysIdsOnly: true }, 'writes', 'INVALID', { foreign_markers: 'NO DATA', answer_ok: 'PASS' }],
  [
    'is healthy, and has one user',
    {},
    'writes',
    'INVALID',
    { foreign_markers: 'NO DATA', answer_ok: 'PASS' },
    { LOAD_TEST_USERS: '1' },
  ],
];

/** @returns the exit code of k6 itself. */
async function plainK6(name: string, url: string): Promise<number | null> {
  const environment = {
    TARGET_URL: url,
    RESULTS_DIR: outdir,
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
  };
  const args = ['run', '--quiet', script(name)];
  const { code } = await runCommand({ file: join(root, '.k6/k6'), args, environment, timeoutMs: 30_000 });
  return code;
}

describe('a service of orders', () => {
  it.for(rows)('%s: %j: %s is %s', async ([, faults, scenario, verdict, said, env], context) => {
    expectVerdict(await runOn(context, () => startOrders(faults), script(scenario), env), verdict, said);
  });

  it("finds another user's order 1 in 10,000 in 30,000 reads", async () => {
    const made = await runOnceOn(() => startOrders({ swapsOneIn: 10_000 }), script('many-reads'));
    const { exitCode, result } = made;
    expect(exitCode).toBe(exitCodes.FAIL);
    expect(result?.isolation?.foreign).toBeGreaterThanOrEqual(2);
    expect(result?.isolation?.foreign).toBeLessThanOrEqual(3);
    expect(result?.isolation?.examples.length).toBeGreaterThan(0);
  });

  it('is not judged on what no request asks for: there is no row for it', async (context) => {
    const made = await runOn(context, () => startOrders({ staleOneIn: 2 }), script('writes'));
    expectVerdict(made, 'PASS', { foreign_markers: 'PASS' });
    expect(made.result?.limits.map(({ metric }) => metric)).toEqual(['answer_ok', 'foreign_markers']);
    expect(made.files.summary).toContain('nobody looked for lost and stale ones');
  });

  it('is named with whose marker was lost, and in which request', async () => {
    const { result } = await runOnceOn(() => startOrders({ forgetsOneIn: 10 }), script('orders'), {
      LOAD_TEST_DURATION: '2s',
    });
    expect(result?.failures.join()).toMatch(/user \d+: read: lost marker MARKER_/);
  });

  it.each([
    ['shows no marker, fails a plain k6', { saysIdsOnly: true }, 99],
    ['is healthy, passes a plain k6', {}, 0],
  ] as const)('that %s', async (_what, faults, exitCode) => {
    const server = await startOrders(faults);
    const code = await plainK6('writes', server.url);
    await server.stop();
    expect(code).toBe(exitCode);
  });

  it('is not judged by requests that were sent past the library, by a plain k6 neither', async () => {
    const made = await runOnceOn(() => startOrders(), script('by-hand'));
    expectVerdict(made, 'INVALID', { http_req_duration: 'PASS' });
    expect(made.result?.invalidities.map(({ message }) => message).join()).toContain(
      'Nobody looked at how late k6 was',
    );
    const server = await startOrders();
    const code = await plainK6('by-hand', server.url);
    await server.stop();
    expect(code).toBe(99);
  });
});

const found = pythonWithPackages();
const why = 'missing' in found ? ` (skipped: ${found.missing})` : '';

describe.skipIf(why !== '')(`a server of another framework and another hand: aiohttp${why}`, () => {
  const port = 25_000 + (process.pid % 5_000);
  const url = `http://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    const python = 'python' in found ? found.python : '';
    server = spawn(python, ['test/python/notes_server.py', '--port', String(port)], { cwd: root, stdio: 'ignore' });
    await untilHealthy(`${url}/health`);
  });
  afterAll(async () => {
    if (!server || server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  });

  it('passes a journey with a session, places, changes that are seen elsewhere, and what is gone', async (context) => {
    const made = await runOn(context, () => Promise.resolve({ url, stop: () => Promise.resolve() }), script('dialect'));
    expectVerdict(made, 'PASS', { answer_ok: 'PASS', check_ok: 'PASS', lost_markers: 'PASS', foreign_markers: 'PASS' });
    expect(made.result?.figures.redirects_followed?.count).toBeGreaterThan(10);
  });
});
