import type { MetricName } from '../../lib/gate/metric';
import type { LimitVerdict, Verdict } from '../../lib/gate/verdict';

/** One run against a testbed of its own, and what must come of it. */
export interface Case {
  readonly what: string;
  readonly scenario: string;
  readonly defects?: readonly string[];
  readonly taskMs?: number;
  /** Added to the target's URL. */
  readonly path?: string;
  /** The target is a port where nothing listens. */
  readonly nothingListens?: true;
  /** The target's own figures are not to be had. */
  readonly unobserved?: true;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** k6's own exit code, which is all that a plain `k6 run` has. */
  readonly k6ExitCode: number;
  /** What single limits must say. Where the verdict is FAIL, limits that are not named here must not FAIL. */
  readonly limits?: Readonly<Partial<Record<MetricName, LimitVerdict>>>;
  /** Longest time from the command to its end. */
  readonly withinSeconds: number;
}

const pass = { verdict: 'PASS', exitCode: 0, k6ExitCode: 0, withinSeconds: 12 } as const;
const fail = { verdict: 'FAIL', exitCode: 99, k6ExitCode: 99, withinSeconds: 15 } as const;
const invalid = { verdict: 'INVALID', exitCode: 3, k6ExitCode: 99, withinSeconds: 15 } as const;
/** A target that does not answer is given up sooner than a document's minute. */
const impatient = { CONNECT_TIMEOUT: '1s', TASK_TIMEOUT: '2s' };

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

/** Whatever the target does, the run ends in time with a verdict and a result. */
const faults: readonly Case[] = [
  {
    what: 'refuses with 401',
    scenario: 'ws-50',
    defects: ['refuse=401'],
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL', foreign_markers: 'NO DATA' },
    ...fail,
  },
  {
    what: 'refuses with 503',
    scenario: 'ws-50',
    defects: ['refuse=503'],
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'answers the handshake after the deadline',
    scenario: 'ws-50',
    defects: ['slow-handshake=3000'],
    env: impatient,
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'never upgrades',
    scenario: 'ws-50',
    defects: ['never-upgrade'],
    env: impatient,
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'never upgrades, connects in a row',
    scenario: 'ws-latency',
    defects: ['never-upgrade'],
    env: { ...impatient, LOAD_TEST_ITERATIONS: '4' },
    limits: { connect_ok: 'FAIL', connect_time: 'NO DATA' },
    ...fail,
    withinSeconds: 25,
  },
  {
    what: 'never completes',
    scenario: 'ws-50',
    defects: ['never-complete'],
    env: impatient,
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  { what: 'answers with an error', scenario: 'ws-50', defects: ['error-event'], limits: { task_ok: 'FAIL' }, ...fail },
  { what: 'sends garbage', scenario: 'ws-50', defects: ['garbage'], limits: { task_ok: 'FAIL' }, ...fail },
  { what: 'sends binary frames', scenario: 'ws-50', defects: ['binary-output'], limits: { task_ok: 'FAIL' }, ...fail },
  {
    what: 'drops sockets in mid-task',
    scenario: 'ws-50',
    defects: ['drop-mid-task'],
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'freezes for longer than a task may last',
    scenario: 'ws-50',
    defects: ['freeze=6000'],
    env: { CONNECT_TIMEOUT: '2s', TASK_TIMEOUT: '2s' },
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  { what: 'never answers a Close frame', scenario: 'ws-50', defects: ['never-close'], ...pass },
  { what: 'never answers a Close frame, tasks aborted', scenario: 'ws-isolation', defects: ['never-close'], ...pass },
  { what: 'sends a message of 10 MB', scenario: 'ws-10', defects: ['huge-output=10'], ...pass, withinSeconds: 20 },
  { what: 'reads slowly', scenario: 'ws-throughput', defects: ['slow-read'], ...pass },
  {
    what: 'nothing listens',
    scenario: 'ws-50',
    nothingListens: true,
    unobserved: true,
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
  {
    what: 'nothing listens, connects in a row',
    scenario: 'ws-latency',
    nothingListens: true,
    unobserved: true,
    limits: { connect_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'nothing listens, isolation',
    scenario: 'ws-isolation',
    nothingListens: true,
    unobserved: true,
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'nothing listens, pings',
    scenario: 'ws-throughput',
    nothingListens: true,
    unobserved: true,
    limits: { task_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'wrong path',
    scenario: 'ws-50',
    path: '/nowhere',
    limits: { connect_ok: 'FAIL', task_ok: 'FAIL', open_sockets: 'FAIL' },
    ...fail,
  },
];

/** A run that cannot judge says so. */
const blind: readonly Case[] = [
  {
    what: 'no METRICS_URL: one row is skipped',
    scenario: 'ws-50',
    unobserved: true,
    limits: { target_memory_per_connection: 'SKIPPED' },
    ...pass,
  },
  {
    what: 'no METRICS_URL and --strict',
    scenario: 'ws-50',
    unobserved: true,
    args: ['--strict'],
    limits: { target_memory_per_connection: 'SKIPPED' },
    ...invalid,
  },
  {
    what: 'no METRICS_URL and nothing else to judge',
    scenario: 'ws-memory',
    unobserved: true,
    ...invalid,
  },
  {
    what: 'a bound of the user that cannot be met',
    scenario: 'ws-10',
    env: { LIMITS: 'task_time:med<1' },
    limits: { task_time: 'FAIL' },
    ...fail,
  },
  {
    what: 'a bound of the user that can be met',
    scenario: 'ws-10',
    defects: ['connection-cap=8'],
    env: { LIMITS: 'connect_ok>0.7; task_ok>0.7' },
    ...pass,
  },
];

export const groups: Readonly<Record<string, readonly Case[]>> = { healthy, rows, faults, blind };
