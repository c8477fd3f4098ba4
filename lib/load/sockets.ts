import { setting } from '../env';
import type { Load } from './load';

/** Each user has one socket at a time. Defaults are the document's sizes; the environment turns them up. */
export interface SocketLoad {
  readonly users: number;
  /** Connects, rounds or batches of each user, one after the other. Default 1. */
  readonly iterations?: number;
  /** Outputs that each task asks for. Default 1. */
  readonly messages?: number;
  /** Ping messages per socket, for a load without tasks. */
  readonly pings?: number;
  /** All sockets are open, and counted, before the first task begins. */
  readonly together?: boolean;
  /** All users on one event loop, so that one VU can tell when all are done. */
  readonly oneVu?: boolean;
  readonly describe: (load: {
    readonly users: number;
    readonly iterations: number;
    readonly messages: number;
  }) => string;
}

/** Upper end of a run whose length depends on how fast the target answers. */
const longestMs = 15 * 60_000;
/** What is left for sockets to close after the last deadline. */
const closingMs = 2_000;

/** A load of sockets: few VUs, many sockets on each (a VU costs 0.1 MB and more, a socket 55 KB). */
export function sockets(load: SocketLoad): Load {
  const users = setting('LOAD_TEST_USERS') ?? load.users;
  const iterations = setting('LOAD_TEST_ITERATIONS') ?? load.iterations ?? 1;
  const messages = setting('LOAD_TEST_MESSAGES') ?? load.messages ?? 1;
  const vus = load.oneVu ? 1 : Math.min(users, setting('LOAD_TEST_VUS') ?? Math.min(Math.ceil(users / 25), 40));
  const connectRate = setting('CONNECT_RATE') ?? 1000;
  const connectMs = (users / connectRate) * 1000;
  // One second and a half again for handshakes to end; a socket that is not open by then was not open with the others.
  const togetherAtMs = load.together ? 1500 + 1.5 * connectMs : 0;
  const perIterationMs = (setting('CONNECT_TIMEOUT') ?? 10_000) + (setting('TASK_TIMEOUT') ?? 60_000);
  const maxDurationMs = Math.min(
    Math.max(connectMs, togetherAtMs + connectMs) + iterations * perIterationMs + closingMs,
    Math.max(longestMs, connectMs + perIterationMs),
  );
  return {
    describe: load.describe({ users, iterations, messages }),
    model: 'closed',
    sizes: {
      users,
      connects: users * iterations,
      tasks: users * iterations,
      markers: users * iterations * messages,
      pings: users * iterations,
      batches: iterations,
    },
    users,
    vus,
    iterations,
    messages,
    connectRate,
    togetherAtMs,
    maxDurationMs,
    executor: {
      executor: 'per-vu-iterations',
      vus,
      iterations: 1,
      maxDuration: `${Math.ceil(maxDurationMs)}ms`,
      gracefulStop: '1s',
    },
  };
}
