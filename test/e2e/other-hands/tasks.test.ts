import { describe, expect, it } from 'vitest';
import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import type { Served } from '../../servers/listen';
import { startClosing, startRefusing } from '../../servers/tasks-doors';
import { brokenTwice, habits, halfSaysFirst, loses, startWith } from '../../servers/tasks-habits';
import { startStickyHalves } from '../../servers/tasks-sticky';
import { type Env, expectVerdictAndAllThatFail, runOn, type Said } from './run-on';

/** One run each: what it is, server, scenario, verdict, what its limits say: all that fail, and some that do not. */
type Row = readonly [string, () => Promise<Served>, string, Verdict, Said, Env?];

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
  [
    'streams its input in three of four outputs',
    () => startWith(habits.streamsMostly),
    'ws-isolation',
    'PASS',
    compared('PASS'),
  ],
  [
    'streams its input in three of four outputs, loses 1 marker of 10,000 and repeats 1',
    () => startWith(brokenTwice(habits.streamsMostly)),
    'ws-isolation',
    'FAIL',
    { lost_markers: 'FAIL', repeated_markers: 'FAIL', reordered_markers: 'PASS' },
    tenThousand,
  ],
  ['has two habits', () => startWith(halfSaysFirst), 'ws-isolation', 'INVALID', compared('NO DATA')],
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
  it.for(rows.map((row) => [`${row[2]}, ${row[0]}: ${row[3]}`, ...row] as const))('%s', async ([
    _name,
    _what,
    start,
    scenario,
    verdict,
    said,
    env,
  ], context) => {
    expectVerdictAndAllThatFail(await runOn(context, start, scenario, env), verdict, said);
  });

  it('ws-10, refuses with a status of its own: FAIL, and the report names it', async (context) => {
    const made = await runOn(context, () => startRefusing(431), 'ws-10');
    expectVerdictAndAllThatFail(made, 'FAIL', { connect_ok: 'FAIL', task_ok: 'FAIL' });
    expect(made.files.summary).toContain('refused 10 (HTTP 431: 10)');
  });
});
