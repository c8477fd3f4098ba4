import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import {
  cutsOff,
  deaf,
  inPairs,
  leaky,
  losesAfterReconnect,
  oneIsLate,
  refuses,
  replays,
  roomFor,
} from '../../servers/broadcast-habits';
import { serveHub } from '../../servers/broadcast-server';
import { type Row, testRows } from './channels-table';

const soon = { LOAD_TEST_RPS: '50', LOAD_TEST_ITERATIONS: '50' };
const outdir = mkdtempSync(join(tmpdir(), 'loadmark-posted-'));
beforeAll(() => buildScenarios({ files: [join(root, 'test/servers/posted.ts')], outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));
const posted = join(outdir, 'posted.js');

/** How long a handshake takes is not the question, and hangs on the machine. */
const anyHandshake = { LIMITS: 'B04<5000' };

/** Two reconnects of each client. */
const twice = { LOAD_TEST_ITERATIONS: '3' };

const rows: readonly Row[] = [
  {
    what: 'two broadcasts in each message',
    serve: () => serveHub(inPairs()),
    scenario: 'broadcast-20',
    env: soon,
    verdict: 'PASS',
    limits: { delivery_time: 'PASS', delivery_share: 'PASS' },
  },
  {
    what: 'a channel leaks into another',
    serve: () => serveHub(leaky()),
    scenario: 'broadcast-10',
    env: soon,
    verdict: 'FAIL',
    limits: { foreign_markers: 'FAIL', delivery_share: 'PASS' },
    says: /user \d+ received a marker of user 1[01]/,
    silent: /of its own/,
  },
  {
    what: 'room for ten and their broadcaster, and for no second channel',
    serve: () => serveHub(roomFor(11)),
    scenario: 'broadcast-10',
    env: soon,
    verdict: 'INVALID',
    limits: { foreign_markers: 'NO DATA', delivery_share: 'PASS' },
    says: /room for its three clients/,
    silent: /rate below/,
  },
  {
    what: 'room for 98 of a hundred and their broadcaster',
    serve: () => serveHub(roomFor(98)),
    scenario: 'broadcast-connect-100',
    env: anyHandshake,
    verdict: 'INVALID',
    limits: { failures: 'PASS', connect_ok: 'PASS', foreign_markers: 'NO DATA' },
  },
  {
    what: 'room for 96 of a hundred and their broadcaster',
    serve: () => serveHub(roomFor(96)),
    scenario: 'broadcast-connect-100',
    env: anyHandshake,
    verdict: 'FAIL',
    limits: { failures: 'FAIL', connect_ok: 'PASS' },
  },
  {
    what: 'the broadcaster is cut off',
    serve: () => serveHub(cutsOff(17)),
    scenario: 'broadcast-10',
    env: soon,
    verdict: 'FAIL',
    limits: { delivery_share: 'FAIL' },
    silent: /script/,
  },
  {
    what: 'one receiver is always late',
    serve: () => serveHub(oneIsLate(300)),
    scenario: 'broadcast-20',
    env: { ...soon, LOAD_TEST_USERS: '40' },
    verdict: 'FAIL',
    limits: { delivery_time_median: 'FAIL', delivery_time: 'PASS', delivery_share: 'PASS' },
  },
  { what: 'accepts what is posted', serve: () => serveHub(), scenario: posted, verdict: 'PASS' },
  ...(
    [
      [403, '{}', /publications.*10 of 10 refused, HTTP 403: 10/],
      [200, '{"error":"no such channel"}', /publications.*10 of 10 refused, an error in the answer: 10/],
    ] as const
  ).map(
    ([status, body, says]): Row => ({
      what: `refuses what is posted with ${status}`,
      serve: () => serveHub(refuses(status, body)),
      scenario: posted,
      verdict: 'FAIL',
      limits: { delivery_share: 'FAIL' },
      says,
    }),
  ),
  {
    what: 'repeats for those who come back what they missed',
    serve: () => serveHub(replays(10, 0)),
    scenario: 'broadcast-recovery',
    env: twice,
    verdict: 'PASS',
    limits: { recovery_time: 'PASS', repeated_markers: 'PASS' },
  },
  {
    what: 'repeats the last one, and live ones come much later',
    serve: () => serveHub(replays(1, 1000)),
    scenario: 'broadcast-recovery',
    env: twice,
    verdict: 'FAIL',
    limits: { recovery_time: 'FAIL', task_ok: 'PASS' },
  },
  {
    what: 'one in eight never hears again',
    serve: () => serveHub(deaf(8)),
    scenario: 'broadcast-recovery',
    env: twice,
    verdict: 'FAIL',
    limits: { task_ok: 'FAIL', recovery_time: 'FAIL' },
  },
  {
    what: 'loses a third after a reconnect',
    serve: () => serveHub(losesAfterReconnect()),
    scenario: 'broadcast-recovery',
    env: twice,
    verdict: 'FAIL',
    limits: { delivery_share: 'FAIL', recovery_time: 'PASS', task_ok: 'PASS' },
  },
];

testRows('hubs of another hand', rows);
