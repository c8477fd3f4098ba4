import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import { type RoomHabits, serveRooms } from '../../servers/rooms-server';
import { type Row, testRows } from './channels-table';

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-rooms-'));
const examples = ['rooms', 'announcements'] as const;
beforeAll(() => buildScenarios({ files: examples.map((name) => join(root, `examples/${name}.ts`)), outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const row = (
  example: (typeof examples)[number],
  what: string,
  habits: RoomHabits,
  more: Omit<Row, 'what' | 'serve' | 'scenario'>,
): Row => ({ what, serve: () => serveRooms(habits), scenario: join(outdir, `${example}.js`), ...more });

const rows: readonly Row[] = [
  row(
    'rooms',
    'members hear each other',
    {},
    {
      verdict: 'PASS',
      limits: { before_ok: 'PASS', message_ok: 'PASS', foreign_markers: 'PASS' },
      says: /calls before: all 12 as expected.*\n.*calls after: all 12 as expected/,
    },
  ),
  row(
    'rooms',
    'another room hears 1 of 20',
    { leaks: 20 },
    {
      verdict: 'FAIL',
      limits: { foreign_markers: 'FAIL', message_ok: 'PASS' },
      says: /user \d+ received a marker of user \d+/,
    },
  ),
  row(
    'rooms',
    'loses 1 of 10',
    { drops: 10 },
    { verdict: 'FAIL', limits: { message_ok: 'FAIL', foreign_markers: 'PASS' } },
  ),
  row(
    'rooms',
    'has no tickets',
    { noTickets: 503 },
    {
      verdict: 'FAIL',
      limits: { before_ok: 'FAIL', message_ok: 'NO DATA' },
      says: /refused 12 \(for the call before: 12\)[\s\S]*calls before: 12 of 12 failed, HTTP 503: 12/,
    },
  ),
  row(
    'rooms',
    'does not take tickets back',
    { keepsTickets: true },
    {
      verdict: 'FAIL',
      limits: { after_ok: 'FAIL', message_ok: 'PASS' },
      says: /calls after: 12 of 12 failed, HTTP 404: 12/,
    },
  ),
  row(
    'announcements',
    'are heard in their channel',
    {},
    {
      verdict: 'PASS',
      limits: { delivery_share: 'PASS', repeated_markers: 'PASS', foreign_markers: 'PASS' },
      says: /400 markers checked, 0 foreign/,
    },
  ),
  row(
    'announcements',
    'are heard in another, 1 of 50',
    { leaks: 50 },
    {
      verdict: 'FAIL',
      limits: { foreign_markers: 'FAIL', delivery_share: 'PASS' },
    },
  ),
  row(
    'announcements',
    'are heard twice, 1 of 50',
    { repeats: 50 },
    {
      verdict: 'FAIL',
      limits: { repeated_markers: 'FAIL', foreign_markers: 'PASS' },
    },
  ),
  row('announcements', 'are lost, 1 of 10', { drops: 10 }, { verdict: 'FAIL', limits: { delivery_share: 'FAIL' } }),
  row(
    'announcements',
    'are refused in a good answer',
    { refusal: { ok: false, reason: 'full' } },
    {
      verdict: 'FAIL',
      limits: { delivery_share: 'FAIL', foreign_markers: 'NO DATA' },
      says: /publications: 100 of 100 refused, an error in the answer: 100/,
    },
  ),
];

testRows('rooms of another hand', rows);
