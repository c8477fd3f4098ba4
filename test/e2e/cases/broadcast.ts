import { type Case, type CaseFile, fail, pass } from './case';

/** Broadcasts come faster than a document asks, so that a case takes seconds. */
const soon = { LOAD_TEST_RPS: '50' };

/** How soon clients are let in is another row's question, and hangs on the machine. */
const letInWhenever = { LIMITS: 'ws_connecting<2000' };

/** No limit of this one is a time. */
const delivered: readonly Case[] = [{ what: 'B06', scenario: 'broadcast-10', env: soon, ...pass }];

const healthyBroadcast: readonly Case[] = [
  { what: 'B01 B04', scenario: 'broadcast-connect-10', ...pass },
  { what: 'B02 B04', scenario: 'broadcast-connect-50', ...pass },
  { what: 'B03 B04', scenario: 'broadcast-connect-100', ...pass },
  { what: 'B05', scenario: 'broadcast-20', env: soon, ...pass },
  { what: 'B07', scenario: 'broadcast-50', env: soon, ...pass },
  { what: 'B08', scenario: 'broadcast-recovery', ...pass },
  { what: 'B09 B10', scenario: 'broadcast-memory', env: soon, ...pass },
];

const broadcastRows: readonly Case[] = [
  {
    what: 'B01: holds eight',
    scenario: 'broadcast-connect-10',
    defects: ['connection-cap=8'],
    env: letInWhenever,
    limits: { connect_ok: 'FAIL', failures: 'FAIL' },
    ...fail,
  },
  {
    what: 'B02: holds 45',
    scenario: 'broadcast-connect-50',
    defects: ['connection-cap=45'],
    env: letInWhenever,
    limits: { connect_ok: 'FAIL', failures: 'FAIL' },
    ...fail,
  },
  {
    what: 'B03: holds 85',
    scenario: 'broadcast-connect-100',
    defects: ['connection-cap=85'],
    env: letInWhenever,
    limits: { connect_ok: 'FAIL', failures: 'FAIL' },
    ...fail,
  },
  {
    what: 'B04: slow handshake',
    scenario: 'broadcast-connect-10',
    defects: ['slow-handshake=150'],
    limits: { connect_ok: 'PASS', ws_connecting: 'FAIL' },
    ...fail,
  },
  {
    what: 'B05: slow broadcasts',
    scenario: 'broadcast-20',
    defects: ['slow-broadcast=150'],
    env: soon,
    limits: { delivery_share: 'PASS', delivery_time: 'FAIL', delivery_time_median: 'FAIL' },
    ...fail,
  },
  {
    what: 'B06: loses deliveries',
    scenario: 'broadcast-10',
    defects: ['lose-broadcast'],
    env: soon,
    limits: { delivery_share: 'FAIL' },
    ...fail,
  },
  {
    what: 'B06: repeats deliveries',
    scenario: 'broadcast-10',
    defects: ['repeat-broadcast'],
    env: soon,
    limits: { repeated_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'B06: swaps deliveries',
    scenario: 'broadcast-10',
    defects: ['reorder-broadcast'],
    env: soon,
    limits: { reordered_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'B06: sends broadcasts to another channel, too',
    scenario: 'broadcast-10',
    defects: ['leak-broadcast=1'],
    env: soon,
    limits: { foreign_markers: 'FAIL', delivery_share: 'PASS' },
    ...fail,
  },
  {
    what: 'B07: loses deliveries',
    scenario: 'broadcast-50',
    defects: ['lose-broadcast'],
    env: soon,
    limits: { delivery_share: 'FAIL' },
    ...fail,
  },
];

/** A target that is too busy to tell its memory in time tells nothing. */
const memoryRows: readonly Case[] = [
  {
    what: 'B07: keeps every delivery',
    scenario: 'broadcast-50',
    defects: ['keep-broadcasts'],
    env: soon,
    limits: { delivery_share: 'PASS', target_memory_rise: 'FAIL' },
    ...fail,
  },
  {
    what: 'B09 B10: keeps 3 MB per connection',
    scenario: 'broadcast-memory',
    defects: ['leak-memory=3'],
    env: soon,
    limits: { target_memory_per_connection: 'FAIL', target_memory_rise: 'FAIL' },
    ...fail,
  },
];

/** Times: a busy machine makes them worse, so that nobody could say whose fault they are. */
const late: readonly Case[] = [
  {
    what: 'B08: slow to let a client back in',
    scenario: 'broadcast-recovery',
    defects: ['slow-reconnect=600'],
    limits: { reconnect_time: 'FAIL', recovery_time: 'FAIL' },
    ...fail,
  },
];

export const cases: CaseFile = {
  together: { 'broadcasts, delivered': delivered, 'broadcasts, a row broken': broadcastRows },
  alone: {
    'broadcasts, late': late,
    'broadcasts, healthy': healthyBroadcast,
    'broadcasts, memory': memoryRows,
  },
};
