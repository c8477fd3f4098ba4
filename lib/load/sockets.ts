import { setting } from '../environment/env';
import { connectTimeoutMs, lastAnswersMs, taskTimeoutMs } from '../environment/target';
import { type Load, oneIterationEach, withoutRequests } from './load';
import { shareOut } from './share-out';

/** Each user has one socket at a time. Defaults are the document's sizes; the environment turns them up. */
export interface SocketLoad {
  readonly users: number;
  /** Connects, rounds or batches of each user, one after the other. Default 1. */
  readonly iterations?: number;
  /** Outputs that each task asks for. Default 1. */
  readonly messages?: number;
  /** A user does all its iterations on one socket. */
  readonly onOneSocket?: boolean;
  /** All sockets are open, and counted, before the first task begins. */
  readonly together?: boolean;
  /** All users on one event loop, so that one VU can tell when all are done. */
  readonly oneVu?: boolean;
  /** Users stay for so long, and their iterations are messages: one a second of each, or LOAD_TEST_RPS of all users together. */
  readonly durationMs?: number;
  readonly describe: (load: {
    readonly users: number;
    readonly iterations: number;
    readonly messages: number;
    /** 0 for a load that has no length. */
    readonly seconds: number;
    readonly perSecond: number;
  }) => string;
}

/** Upper end of a run whose length depends on how fast the target answers. */
const longestMs = 15 * 60_000;
/** What is left for sockets to close after the last deadline. */
const closingMs = 2_000;
/** What an iteration may take beside its own deadlines: both of them late, a pause after a failure, a socket left open for a while. */
const betweenMs = 500;

/** A load of sockets: few VUs, many sockets on each (a VU costs 0.1 MB and more, a socket 55 KB). */
export function sockets(load: SocketLoad): Load {
  const users = setting('LOAD_TEST_USERS') ?? load.users;
  const schedule = scheduleOf(load, users);
  const iterations = schedule?.perUser ?? setting('LOAD_TEST_ITERATIONS') ?? load.iterations ?? 1;
  const messages = setting('LOAD_TEST_MESSAGES') ?? load.messages ?? 1;
  const runners = setting('PARALLELISM') ?? 1;
  const wantedVus = setting('LOAD_TEST_VUS') ?? Math.min(Math.ceil(users / 100), 40);
  const vus = shareOut(wantedVus, load.oneVu ? 1 : users, runners);
  const usersOfRunner = Math.floor(users / runners);
  const connectRate = setting('CONNECT_RATE') ?? 1000;
  const connectMs = (users / connectRate) * 1000;
  // One second and a half again for handshakes to end; a socket that is not open by then was not open with the others.
  const togetherAtMs = load.together ? 1500 + 1.5 * connectMs : 0;
  // The last user's turn to connect, or with the others to begin.
  const lastTurnMs = togetherAtMs + connectMs;
  const perIterationMs = connectTimeoutMs() + taskTimeoutMs() + betweenMs;
  const lengthMs = (rounds: number) => lastTurnMs + rounds * perIterationMs + closingMs;
  const maxDurationMs = schedule
    ? lastTurnMs + connectTimeoutMs() + schedule.durationMs + lastAnswersMs() + closingMs
    : Math.min(lengthMs(iterations), Math.max(longestMs, lengthMs(1)));
  const { perSecond = 0, seconds = 0 } = schedule ?? {};
  return {
    describe: load.describe({ users, iterations, messages, seconds, perSecond }),
    model: schedule ? 'open' : 'closed',
    ...withoutRequests,
    sizes: {
      users: usersOfRunner,
      connects: load.onOneSocket ? usersOfRunner : usersOfRunner * iterations,
      returns: usersOfRunner * (iterations - 1),
      tasks: usersOfRunner * iterations,
      markers: usersOfRunner * iterations * messages,
      batches: iterations,
      ...(schedule && { seconds }),
    },
    users,
    vus,
    iterations,
    messages,
    connectRate,
    togetherAtMs,
    ...(schedule && { schedule }),
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

/** Undefined for a load that has no length. */
function scheduleOf({ durationMs: ownMs }: SocketLoad, users: number) {
  if (ownMs === undefined) return undefined;
  const durationMs = setting('LOAD_TEST_DURATION') ?? ownMs;
  const intervalMs = (users / (setting('LOAD_TEST_RPS') ?? users)) * 1000;
  const perUser = Math.max(1, Math.floor(durationMs / intervalMs));
  const seconds = durationMs / 1000;
  return { durationMs, intervalMs, perUser, seconds, perSecond: Math.round((users * perUser * 10) / seconds) / 10 };
}
