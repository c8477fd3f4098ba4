import { setting } from '../environment/env';
import { connectTimeoutMs, lastAnswersMs, taskTimeoutMs } from '../environment/target';
import { type Load, oneIterationEach } from './load';
import { shareOut } from './share-out';

/** A load of sockets, after the environment has had its say. */
export interface SocketLoad extends Load {
  readonly kind: 'sockets';
  readonly messages: number;
  /** Connection attempts per second of all users together. */
  readonly connectRate: number;
  /** From the start of the load to the instant at which every VU counts its open sockets and the tasks begin; 0: there is none. */
  readonly togetherAtMs: number;
}

/** A load of sockets that has a length, with the moments of each user's messages. */
export interface TimedSocketLoad extends SocketLoad {
  readonly schedule: Schedule;
}

/** Messages that each user sends at moments of its own, whatever became of those before. */
export interface Schedule {
  /** Between two messages of one user. */
  readonly intervalMs: number;
  /** From the instant at which all sockets are counted; the last message goes out before its end. */
  readonly durationMs: number;
}

/** Each user has one socket at a time. Defaults are the document's sizes; the environment turns them up. */
export interface SocketOptions {
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
  /** Users stay this long, and their iterations are messages: one a second of each, or LOAD_TEST_RPS of all users together. */
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
/** What an iteration may take on top of its own deadlines: both of them late, a pause after a failure, a socket left open for a while. */
const betweenMs = 500;

/** A load of sockets: few VUs, many sockets on each (a VU costs 0.1 MB and more, a socket 55 KB). */
export function sockets(load: SocketOptions & { readonly durationMs: number }): TimedSocketLoad;
export function sockets(load: SocketOptions): SocketLoad;
export function sockets(load: SocketOptions): SocketLoad | TimedSocketLoad {
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
    kind: 'sockets',
    describe: load.describe({ users, iterations, messages, seconds, perSecond }),
    model: schedule ? 'open' : 'closed',
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
    ...(schedule && { schedule, durationMs: schedule.durationMs }),
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

/** Undefined for a load that has no length. */
function scheduleOf({ durationMs: ownMs }: SocketOptions, users: number) {
  if (ownMs === undefined) return undefined;
  const durationMs = setting('LOAD_TEST_DURATION') ?? ownMs;
  const intervalMs = (users / (setting('LOAD_TEST_RPS') ?? users)) * 1000;
  const perUser = Math.max(1, Math.floor(durationMs / intervalMs));
  const seconds = durationMs / 1000;
  return { durationMs, intervalMs, perUser, seconds, perSecond: Math.round((users * perUser * 10) / seconds) / 10 };
}
