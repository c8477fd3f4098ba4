import { setting } from '../env';
import { requestTimeoutMs } from '../target';
import { describePause, type Load, type PauseMs, withoutSockets } from './load';

/** Where a document states a number of workers: each waits for its answer before it asks again. */
export interface WorkerLoad {
  readonly workers: number;
  /** Until when they ask: for a time, or until each has had so many answers. */
  readonly until: { readonly durationMs: number } | { readonly requestsEach: number };
  /** A worker's pause behind each answer. Default: none. */
  readonly pauseMs?: PauseMs;
}

/** One event loop has so many workers. */
const perVu = 200;
/** A load that ends with its last answer takes no longer than this. */
const longestMs = 10 * 60_000;

/** A closed loop of workers. */
export function workers({ workers: own, until, pauseMs }: WorkerLoad): Load {
  const users = setting('LOAD_TEST_USERS') ?? own;
  const runners = setting('PARALLELISM') ?? 1;
  const vus = Math.max(runners, Math.ceil(users / perVu));
  const timed = 'durationMs' in until;
  const durationMs = timed ? (setting('LOAD_TEST_DURATION') ?? until.durationMs) : 0;
  const requestsEach = timed ? 0 : (setting('LOAD_TEST_ITERATIONS') ?? until.requestsEach);
  const maxDurationMs = (timed ? durationMs : longestMs) + requestTimeoutMs() + 2000;
  const amount = timed
    ? `${many(users)} for ${durationMs / 1000} s`
    : `${users * requestsEach} requests by ${many(users)}`;
  return {
    describe: `${amount}, ${users === 1 ? '' : 'each '}waiting for its answer${describePause(pauseMs)}`,
    model: 'closed',
    ...withoutSockets,
    sizes: {
      users: Math.floor(users / runners),
      ...(timed ? { seconds: durationMs / 1000 } : { requests: Math.floor(users / runners) * requestsEach }),
    },
    users,
    vus,
    iterations: requestsEach,
    perSecond: 0,
    ...(pauseMs && { pauseMs }),
    connections: Math.ceil(users / vus),
    maxDurationMs,
    executors: {
      load: {
        executor: 'per-vu-iterations',
        vus,
        iterations: 1,
        maxDuration: `${maxDurationMs}ms`,
        gracefulStop: '1s',
      },
    },
  };
}

const many = (workers: number): string => (workers === 1 ? 'one worker' : `${workers} workers`);
