import { setting } from '../environment/env';
import { requestTimeoutMs } from '../environment/target';
import { ofRequests } from '../metrics/failures';
import { describePause, type Load, oneIterationEach, type PauseMs, withoutSockets } from './load';
import { shareOut } from './share-out';

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
/** A load that ends with its last answer begins no request after this; those that are left out have failed. */
const longestMs = 10 * 60_000;

/** A closed loop of workers. */
export function workers({ workers: own, until, pauseMs }: WorkerLoad): Load {
  const users = setting('LOAD_TEST_USERS') ?? own;
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(Math.ceil(users / perVu), users, runners);
  const timed = 'durationMs' in until;
  const workMs = timed ? (setting('LOAD_TEST_DURATION') ?? until.durationMs) : longestMs;
  const requestsEach = timed ? 0 : (setting('LOAD_TEST_ITERATIONS') ?? until.requestsEach);
  const maxDurationMs = workMs + requestTimeoutMs() + 2000;
  const amount = timed ? `${many(users)} for ${workMs / 1000} s` : `${users * requestsEach} requests by ${many(users)}`;
  return {
    describe: `${amount}, ${users === 1 ? '' : 'each '}waiting for its answer${describePause(pauseMs)}`,
    model: 'closed',
    ...withoutSockets,
    keeps: ofRequests(),
    sizes: {
      users: Math.floor(users / runners),
      // A runner has its share of the workers: over a share of the time their answers are the rate of all runners.
      ...(timed ? { seconds: workMs / 1000 / runners } : { requests: Math.floor(users / runners) * requestsEach }),
    },
    users,
    vus,
    iterations: requestsEach,
    workMs,
    perSecond: 0,
    ...(pauseMs && { pauseMs }),
    connections: Math.ceil(users / vus),
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

const many = (workers: number): string => (workers === 1 ? 'one worker' : `${workers} workers`);
