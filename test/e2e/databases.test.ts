// The testbed's PostgreSQL while something goes on beside a run.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBench } from './cli-process';
import { unlessStarved } from './made-again';
import { runLoadmark } from './run-loadmark';
import { startTestbed, type TestbedProcess } from './testbed-process';

let testbed: TestbedProcess;
beforeAll(async () => {
  testbed = await startTestbed({ database: true });
});
afterAll(() => testbed.stop());

async function switchDefects(...defects: readonly string[]): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ defects });
  const { ok } = await fetch(new URL('/testbed/defects', testbed.metricsUrl), { method: 'PUT', headers, body });
  expect(ok).toBe(true);
}

const settings = () => ({ ...testbed.settings }) as Readonly<Record<string, string>>;

async function ask(text: string): Promise<number> {
  const client = new Client({ connectionString: settings().DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(text);
  await client.end();
  return rows[0]?.count ?? Number.NaN;
}

/** Until k6 has connections. */
async function loadIsOn(): Promise<void> {
  const sessions = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'k6'";
  const deadlineMs = performance.now() + 20_000;
  while ((await ask(sessions)) < 5) {
    if (performance.now() > deadlineMs) throw new Error('k6 has no connections within 20 s');
    await delay(50);
  }
}

/** Documents of all tenants, whom nobody but a policy without a tenant shows to the role of applications. */
async function documents(): Promise<number> {
  await switchDefects('open-policy');
  const count = await ask('SELECT count(*)::int AS count FROM documents');
  await switchDefects();
  return count;
}

it('goes on when PostgreSQL is killed and started again, and counts what failed by class', async (context) => {
  const run = async () => {
    const killed = loadIsOn()
      .then(() => delay(1_000))
      .then(() => switchDefects('database-down'))
      .then(() => delay(800))
      .then(() => switchDefects());
    // Its workers pause, so that neither the server nor k6 takes a whole core.
    const env = { ...settings(), TARGET_URL: testbed.url, JWT_SECRET: 'testbed-secret', LOAD_TEST_DURATION: '5s' };
    const [made] = await Promise.all([runLoadmark('combined', [], env), killed]);
    return made;
  };
  const { exitCode, result, stderr, leftovers } = await unlessStarved(context, run, (made) => [made.result]);
  expect({ exitCode, verdict: result?.verdict }, stderr).toEqual({ exitCode: 99, verdict: 'FAIL' });
  const failed = Object.keys(result?.figures ?? {}).filter((key) => key.startsWith('requests_failed{what:'));
  expect(failed.some((key) => key.includes('connection'))).toBe(true);
  // It goes on when the server is back: more was answered than until the kill.
  expect(result?.limits.find(({ metric }) => metric === 'answer_ok')?.value).toBeGreaterThan(0.5);
  // What the server has acknowledged before it was killed is there.
  const verdictOf = (metric: string) => result?.limits.find((limit) => limit.metric === metric)?.verdict;
  expect(['answer_ok', 'message_ok', 'rows_lost', 'updates_lost'].map(verdictOf)).toEqual([
    'FAIL',
    'PASS',
    'PASS',
    'PASS',
  ]);
  expect(leftovers).toEqual([]);
  expect(await documents()).toBe(10_000);
});

it('lets two runs at once be, each with data of its own', async (context) => {
  const env = { ...settings(), LOAD_TEST_ITERATIONS: '20' };
  const both = await unlessStarved(
    context,
    () => Promise.all([runLoadmark('db-mix', [], env), runLoadmark('db-mix', [], env)]),
    (made) => made.map(({ result }) => result),
  );
  const counted = ['foreign_rows', 'rows_lost', 'rows_repeated', 'rows_torn', 'updates_lost'];
  for (const { result, stderr } of both) {
    const verdicts = result?.limits.filter(({ metric }) => counted.includes(metric)).map(({ verdict }) => verdict);
    expect(verdicts, stderr).toEqual(counted.map(() => 'PASS'));
  }
  expect(await documents()).toBe(10_000);
});

it('removes what a run has made when it is interrupted', async () => {
  const bench = makeBench();
  const env = { ...settings(), LOAD_TEST_ITERATIONS: '100000', RUN_ID: 'CTRLC' };
  const users = "SELECT count(*)::int AS count FROM user_by_email('load-test-CTRLC-0@example.com')";
  const cli = bench.start(['run', 'db-mix', '--results', 'r'], env);
  await loadIsOn();
  await delay(500);
  expect(await ask(users)).toBe(1);
  cli.signal('SIGINT');
  const { exitCode } = await cli.ended;
  expect(exitCode).toBe(3);
  expect(bench.leftovers()).toEqual([]);
  expect(await documents()).toBe(10_000);
  expect(await ask(users)).toBe(0);
  bench.dispose();
});
