import { setting } from '../environment/env';
import { requestTimeoutMs } from '../environment/target';
import { oneIterationEach } from './load';
import { type ClosedLoad, describePause, ofRequests, type PauseMs } from './request-load';
import { shareOut } from './share-out';

/** Where a document states a number of workers: each waits for its answer before it asks again. */
export interface WorkerOptions {
  readonly workers: number;
  /** Until when they ask: for a time, or until each has had its number of answers. */
  readonly until: { readonly durationMs: number } | { readonly requestsEach: number };
  /** A worker's pause after each answer. Default: none. */
  readonly pauseMs?: PauseMs;
}

/** A closed loop; `users` are its workers. */
export interface WorkerLoad extends ClosedLoad {
  readonly kind: 'workers';
}

/** Workers on one event loop. */
const perVu = 200;
/** A load that ends with its last answer begins no request after this; requests that are left out have failed. */
const longestMs = 10 * 60_000;

export function workers({ workers: own, until, pauseMs }: WorkerOptions): WorkerLoad {
  const users = setting('LOAD_TEST_USERS') ?? own;
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(Math.ceil(users / perVu), users, runners);
  const timed = 'durationMs' in until;
  const workMs = timed ? (setting('LOAD_TEST_DURATION') ?? until.durationMs) : longestMs;
  const requestsEach = timed ? 0 : (setting('LOAD_TEST_ITERATIONS') ?? until.requestsEach);
  const maxDurationMs = workMs + requestTimeoutMs() + 2000;
  const amount = timed ? `${many(users)} for ${workMs / 1000} s` : `${users * requestsEach} requests by ${many(users)}`;
  return {
    kind: 'workers',
    describe: `${amount}, ${users === 1 ? '' : 'each '}waiting for its answer${describePause(pauseMs, timed)}`,
    model: 'closed',
    sizes: {
      users: Math.floor(users / runners),
      // A runner has its share of the workers: over a share of the time their answers are the rate of all runners.
      ...(timed ? { seconds: workMs / 1000 / runners } : { requests: Math.floor(users / runners) * requestsEach }),
    },
    users,
    vus,
    iterations: requestsEach,
    ...(timed && { durationMs: workMs }),
    workMs,
    ...(pauseMs && { pauseMs }),
    connections: Math.ceil(users / vus),
    keeps: ofRequests,
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

const many = (workers: number): string => (workers === 1 ? 'one worker' : `${workers} workers`);
