import { afterEach, describe, expect, it } from 'vitest';
import { wasBottleneck } from '../../../cli/run/bottleneck';
import { keyOf } from '../../../lib/gate/limit';
import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import { startClosing, startRefusing } from '../../servers/tasks-doors';
import type { TasksServer } from '../../servers/tasks-server';
import { startStickyHalves } from '../../servers/tasks-sticky';
import { type Run, runLoadmark } from '../run-loadmark';

let server: TasksServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

type Env = Readonly<Record<string, string>>;
/** What limits say, by their metric: the one that says it worst. */
type Said = Readonly<Record<string, LimitVerdict>>;

/** A run against a server. One whose generator was the bottleneck says nothing, and is made again. */
async function run(start: () => Promise<TasksServer>, scenario: string, env: Env = {}, again = 2): Promise<Run> {
  server = await start();
  const made = await runLoadmark(scenario, [], { TARGET_URL: server.url, ...env });
  await server.stop();
  server = undefined;
  return again > 0 && made.result && wasBottleneck(made.result) ? run(start, scenario, env, again - 1) : made;
}

const exitCodes = { PASS: 0, WARNING: 0, FAIL: 99, INVALID: 3 } as const;

function expectVerdict({ exitCode, result, stderr }: Run, verdict: Verdict, said: Said): void {
  expect(result, stderr).toBeDefined();
  const limits = result?.limits ?? [];
  const named = new Set([
    ...Object.keys(said),
    ...limits.filter((l) => l.verdict === 'FAIL').map(({ metric }) => metric),
  ]);
  const verdicts = [...named].map((name) => {
    const judged = limits.filter((limit) => limit.metric === name || keyOf(limit) === name);
    return [name, (judged.find(({ verdict }) => verdict === 'FAIL') ?? judged[0])?.verdict];
  });
  const told = { verdict: result?.verdict, exitCode, limits: Object.fromEntries(verdicts) };
  expect(told, JSON.stringify([result?.invalidities, limits])).toEqual({
    verdict,
    exitCode: exitCodes[verdict],
    limits: said,
  });
}

/** One run each: what it is, server, scenario, verdict, what its limits say: all that fail, and some that do not. */
type Row = readonly [string, () => Promise<TasksServer>, string, Verdict, Said, Env?];

const rows: readonly Row[] = [
  ['sticky cookies', () => startStickyHalves(false), 'ws-isolation', 'PASS', { task_ok: 'PASS' }],
  ['one half of two is down', () => startStickyHalves(true), 'ws-isolation', 'FAIL', { task_ok: 'FAIL' }],
  ['one half of two is down', () => startStickyHalves(true), 'ws-latency', 'FAIL', { connect_ok: 'FAIL' }],
  ['closes at once', () => startClosing(0), 'ws-latency', 'FAIL', { connect_ok: 'FAIL' }],
  [
    'closes at once',
    () => startClosing(10),
    'ws-10',
    'FAIL',
    { connect_ok: 'FAIL', task_ok: 'FAIL', foreign_markers: 'NO DATA' },
  ],
];

describe('task systems of another hand', () => {
  it.each(
    rows.map((row) => [`${row[2]}, ${row[0]}: ${row[3]}`, ...row] as const),
  )('%s', async (_name, _what, start, scenario, verdict, said, env) => {
    expectVerdict(await run(start, scenario, env), verdict, said);
  });

  it('ws-10, refuses with a status of its own: FAIL, and the report names it', async () => {
    const made = await run(() => startRefusing(431), 'ws-10');
    expectVerdict(made, 'FAIL', { connect_ok: 'FAIL', task_ok: 'FAIL' });
    expect(made.files.summary).toContain('refused 10 (HTTP 431: 10)');
  });
});
