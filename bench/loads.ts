/** One load that both sides put on the same server. */
export interface BenchLoad {
  readonly name: string;
  /** The library's scenario, and the script by hand that does the same. */
  readonly scenario: string;
  readonly handWritten: string;
  readonly env: Readonly<Record<string, string>>;
  /** The testbed, where absent. */
  readonly server?: 'orders';
  /** What a task takes on the server; 0: it answers as fast as it can. */
  readonly taskMs: number;
  /** What the cost is divided by. */
  readonly units: { readonly count: number; readonly name: 'task' | 'request' | 'journey' };
  readonly rounds: number;
}

interface TaskLoad {
  readonly name: string;
  readonly sockets: number;
  readonly tasksEach: number;
  readonly outputsEach: number;
  readonly taskMs: number;
  readonly rounds: number;
}

/** On the same cores as the server k6 cannot keep up with the largest loads; the costs of both sides can still be compared. */
const whateverLags = { GENERATOR_LAG: '10s' };

const tasks = ({ name, sockets, tasksEach, outputsEach, taskMs, rounds }: TaskLoad): BenchLoad => ({
  name,
  scenario: 'ws-50',
  handWritten: 'tasks',
  env: {
    LOAD_TEST_USERS: String(sockets),
    LOAD_TEST_ITERATIONS: String(tasksEach),
    LOAD_TEST_MESSAGES: String(outputsEach),
    ...whateverLags,
  },
  taskMs,
  units: { count: sockets * tasksEach, name: 'task' },
  rounds,
});

/** Open at the same time, one task each. */
const sockets = (count: number, rounds: number): BenchLoad =>
  tasks({
    name: `${count.toLocaleString('en')} sockets`,
    sockets: count,
    tasksEach: 1,
    outputsEach: 1,
    taskMs: 300,
    rounds,
  });

/** By schedule, for ten seconds. The rates of documents 001 and 004 for their health endpoints. */
const requests = (perSecond: number, rounds: number): BenchLoad => ({
  name: `${perSecond.toLocaleString('en')} requests/s`,
  scenario: 'graph-health',
  handWritten: 'graph',
  // Its document's bounds are for six hundred a second on a machine of the target's own.
  env: {
    LOAD_TEST_RPS: String(perSecond),
    LOAD_TEST_DURATION: '10s',
    LIMITS: 'served>1; response_time<1000',
    ...whateverLags,
  },
  taskMs: 0,
  units: { count: perSecond * 10, name: 'request' },
  rounds,
});

/** For ten seconds: a user thinks for 0.3 s on average, and a journey takes it next to nothing. */
const journeys = (users: number, rounds: number): BenchLoad => ({
  name: `${users} users on a journey`,
  scenario: 'orders',
  handWritten: 'journey',
  env: { LOAD_TEST_USERS: String(users), LOAD_TEST_DURATION: '10s', ...whateverLags },
  server: 'orders',
  taskMs: 0,
  units: { count: Math.round((users * 10) / 0.3), name: 'journey' },
  rounds,
});

export const loads: readonly BenchLoad[] = [
  sockets(100, 31),
  sockets(1000, 5),
  sockets(5000, 3),
  sockets(10_000, 3),
  tasks({ name: '50 tasks at full speed', sockets: 50, tasksEach: 40, outputsEach: 20, taskMs: 0, rounds: 15 }),
  requests(600, 5),
  requests(1100, 5),
  journeys(200, 5),
];
