import { afterEach, describe, expect, it } from 'vitest';
import { wasBottleneck } from '../../../cli/run/bottleneck';
import { keyOf } from '../../../lib/gate/limit';
import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import { startClosing, startRefusing } from '../../servers/tasks-doors';
import { brokenTwice, habits, loses, startWith } from '../../servers/tasks-habits';
import type { TasksServer } from '../../servers/tasks-server';
import { startStickyHalves } from '../../servers/tasks-sticky';
import { type Run, runLoadmark } from '../run-loadmark';

let server: TasksServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

type Env = Readonly<Record<string, string>>;
/** What limits say, by their metric; of several on one metric, the one that fails. */
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

/** What the limits say that compare tasks with the habit of the server. */
const compared = (verdict: LimitVerdict): Said => ({
  repeated_markers: verdict,
  reordered_markers: verdict,
  lost_markers: verdict,
  late_markers: verdict,
});
const tenThousand = { LOAD_TEST_USERS: '50', LOAD_TEST_ITERATIONS: '15' };

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
  ['streams its input', () => startWith(habits.streams), 'ws-isolation', 'PASS', compared('PASS')],
  ['streams its input', () => startWith(habits.streams), 'ws-10', 'PASS', { lost_markers: 'PASS' }],
  ['says first what it works on', () => startWith(habits.saysFirst), 'ws-isolation', 'PASS', compared('PASS')],
  ['quotes', () => startWith(habits.quotes), 'ws-isolation', 'PASS', compared('PASS')],
  ['streams what it has so far', () => startWith(habits.grows), 'ws-isolation', 'PASS', compared('PASS')],
  ['repeats as it likes', () => startWith(habits.varies), 'ws-isolation', 'INVALID', compared('NO DATA')],
  [
    'says first what it works on, loses 1 marker of 10,000 and repeats 1',
    () => startWith(brokenTwice(habits.saysFirst)),
    'ws-isolation',
    'FAIL',
    { lost_markers: 'FAIL', repeated_markers: 'FAIL', reordered_markers: 'PASS' },
    tenThousand,
  ],
  [
    'loses 88 % of its output',
    () => startWith(loses),
    'ws-10',
    'FAIL',
    { lost_markers: 'FAIL', foreign_markers: 'NO DATA' },
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
