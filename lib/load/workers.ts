import { setting } from '../env';
import type { Load } from './load';

/** Where a document states a number of workers: each waits for its answer before it asks again. */
export interface WorkerLoad {
  readonly workers: number;
  readonly durationMs: number;
  readonly describe: (load: { readonly users: number; readonly seconds: number }) => string;
}

/** A closed loop of workers for a time. */
export function workers(load: WorkerLoad): Load {
  const users = setting('LOAD_TEST_USERS') ?? load.workers;
  const durationMs = setting('LOAD_TEST_DURATION') ?? load.durationMs;
  const seconds = durationMs / 1000;
  return {
    describe: load.describe({ users, seconds }),
    model: 'closed',
    sizes: { users, seconds },
    users,
    vus: users,
    iterations: 1,
    messages: 0,
    connectRate: 0,
    togetherAtMs: 0,
    maxDurationMs: durationMs + 30_000,
    executors: { load: { executor: 'constant-vus', vus: users, duration: `${durationMs}ms`, gracefulStop: '30s' } },
  };
}
