import { type Case, type CaseFile, fail, pass } from './case';

/** Every row passes on the healthy testbed. */
const healthy: readonly Case[] = [
  { what: 'A01 A06', scenario: 'ws-10', ...pass },
  { what: 'A02 A03 A06 A08', scenario: 'ws-50', limits: { target_memory_per_connection: 'PASS' }, ...pass },
  { what: 'A04', scenario: 'ws-latency', ...pass },
  { what: 'A05', scenario: 'ws-throughput', limits: { ping_rate: 'REPORTED', task_ok: 'PASS' }, ...pass },
  { what: 'A06', scenario: 'ws-isolation', ...pass },
  { what: 'A07', scenario: 'ws-memory', ...pass },
];

/** Every row fails on its defect, and only what the defect breaks does. */
const rows: readonly Case[] = [
  {
    what: 'A01: refuses a fifth',
    scenario: 'ws-10',
    defects: ['connection-cap=8'],
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'A02: refuses a third',
    scenario: 'ws-50',
    defects: ['connection-cap=33'],
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'A03: holds 45 at a time',
    scenario: 'ws-50',
    defects: ['connection-cap=45'],
    limits: { connect_ok: 'PASS', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'A04: slow handshake',
    scenario: 'ws-latency',
    defects: ['slow-handshake=150'],
    env: { LOAD_TEST_ITERATIONS: '20' },
    limits: { connect_ok: 'PASS', connect_time: 'FAIL' },
    ...fail,
  },
  {
    what: 'A05: drops the socket after 500 pings',
    scenario: 'ws-throughput',
    defects: ['drop-mid-task'],
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: leaks every tenth output',
    scenario: 'ws-isolation',
    defects: ['leak-output=10'],
    limits: { foreign_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: leaks every tenth output (fifty tasks)',
    scenario: 'ws-50',
    defects: ['leak-output=10'],
    limits: { foreign_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: leaks every tenth output (ten tasks)',
    scenario: 'ws-10',
    defects: ['leak-output=10'],
    limits: { foreign_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: sends outputs right behind completion (fifty tasks)',
    scenario: 'ws-50',
    defects: ['late-output'],
    env: { LIMITS: 'late_markers:count==0' },
    limits: { late_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: leaks every tenth output (batches)',
    scenario: 'ws-memory',
    defects: ['leak-output=10'],
    limits: { foreign_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: leaks every 10,000th output',
    scenario: 'ws-isolation',
    defects: ['leak-output=10000'],
    taskMs: 0,
    env: { LOAD_TEST_USERS: '50', LOAD_TEST_ITERATIONS: '40', LOAD_TEST_MESSAGES: '20' },
    limits: { foreign_markers: 'FAIL' },
    ...fail,
    withinSeconds: 60,
  },
  {
    what: 'A06: loses outputs',
    scenario: 'ws-isolation',
    defects: ['lose-output'],
    limits: { lost_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: repeats outputs',
    scenario: 'ws-isolation',
    defects: ['repeat-output'],
    limits: { repeated_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: swaps outputs',
    scenario: 'ws-isolation',
    defects: ['reorder-output'],
    limits: { reordered_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: sends an aborted task to the next',
    scenario: 'ws-isolation',
    defects: ['stale-after-reconnect'],
    limits: { stale_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A06: sends outputs after completion',
    scenario: 'ws-isolation',
    defects: ['late-output'],
    limits: { late_markers: 'FAIL', repeated_markers: 'FAIL' },
    ...fail,
  },
  {
    what: 'A07: keeps 60 MB per connection',
    scenario: 'ws-memory',
    defects: ['leak-memory=60'],
    limits: { target_memory_growth: 'FAIL' },
    ...fail,
    withinSeconds: 30,
  },
  {
    what: 'A08: keeps 60 MB per connection',
    scenario: 'ws-50',
    defects: ['leak-memory=60'],
    env: { LOAD_TEST_USERS: '5' },
    limits: { target_memory_per_connection: 'FAIL' },
    ...fail,
  },
];

export const cases: CaseFile = {
  together: { 'the task system, a row broken': rows },
  alone: { 'the task system, healthy': healthy },
};
