import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import {
  drops,
  forgetsToComplete,
  hangs,
  isCut,
  isLate,
  leaks,
  repeats,
  type StreamHabits,
  serveStreams,
  swaps,
} from '../../servers/stream-server';
import { type Row, testRows } from './channels-table';

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-streams-'));
beforeAll(() => buildScenarios({ files: [join(root, 'examples/completions.ts')], outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const scenario = join(outdir, 'completions.js');
const row = (what: string, habits: StreamHabits, more: Omit<Row, 'what' | 'serve' | 'scenario'>): Row => ({
  what,
  serve: () => serveStreams(habits),
  scenario,
  ...more,
});
const fails = (limits: NonNullable<Row['limits']>) => ({ verdict: 'FAIL' as const, limits });
/** What a task that fails leaves: few tasks, so that one that hangs costs little. */
const few = { LOAD_TEST_ITERATIONS: '1', TASK_TIMEOUT: '1s' };

const rows: readonly Row[] = [
  row(
    'streams a few letters at a time',
    {},
    {
      verdict: 'PASS',
      limits: { foreign_markers: 'PASS', lost_markers: 'PASS', repeated_markers: 'PASS', task_ok: 'PASS' },
      says: /1000 markers checked, 0 foreign/,
    },
  ),
  row('streams whole lines', { letters: 60 }, { verdict: 'PASS', says: /1000 markers checked/ }),
  row('leaks 1 marker of 1000', leaks(199), {
    ...fails({ foreign_markers: 'FAIL', lost_markers: 'PASS' }),
    says: /user \d received a marker of user \d/,
  }),
  row('drops 1 of 1000', drops(199), fails({ lost_markers: 'FAIL', foreign_markers: 'PASS' })),
  row('repeats 1 of 1000', repeats(199), fails({ repeated_markers: 'FAIL', lost_markers: 'PASS' })),
  row('swaps 2 of 1000', swaps(199), fails({ reordered_markers: 'FAIL', lost_markers: 'PASS' })),
  row('speaks behind its completion', isLate, fails({ late_markers: 'FAIL', lost_markers: 'PASS' })),
  row(
    'leaks, and never ends its answers',
    { ...leaks(9), ...hangs },
    {
      ...fails({ task_ok: 'FAIL', foreign_markers: 'FAIL' }),
      env: few,
      says: /timed-out 10/,
    },
  ),
  row(
    'leaks, and is cut off',
    { ...leaks(9), ...isCut },
    {
      ...fails({ task_ok: 'FAIL', foreign_markers: 'FAIL' }),
      env: few,
      says: /closed-early 10/,
    },
  ),
  row('forgets to complete', forgetsToComplete, {
    ...fails({ task_ok: 'FAIL' }),
    env: few,
    says: /closed-early 10/,
  }),
  row(
    'refuses',
    { status: 429 },
    {
      ...fails({ task_ok: 'FAIL' }),
      env: few,
      says: /refused 10 \(HTTP 429: 10\)/,
      silent: /no HTTP answer/,
    },
  ),
];

testRows('streams of another hand', rows);
