import { setting } from '../environment/env';
import { requestTimeoutMs } from '../environment/target';
import { ofRequests } from '../metrics/failures';
import { describePause, type Load, oneIterationEach, type PauseMs, withoutSockets } from './load';
import { shareOut } from './share-out';

/** One level of a ladder: so many workers at the same time. */
export interface Level {
  /** Value of the tag `level`: limits refer to it. */
  readonly name: string;
  readonly workers: number;
}

/** A ladder of levels, each after the other. Each VU climbs all of it: VUs of k6 share no memory, and levels are compared with each other. */
export interface LadderLoad {
  readonly levels: readonly Level[];
  /** How long a level is held: for a time, or until each worker has had so many answers. */
  readonly each: { readonly levelMs: number } | { readonly requestsEach: number };
  /** A worker's pause behind each answer. Default: none. */
  readonly pauseMs?: PauseMs;
  /** Levels that may be held once more on the way back. */
  readonly again?: number;
  /** The script decides by what it sees how far it climbs: several runners would each decide for themselves. */
  readonly oneVu?: boolean;
}

/** A level that ends with its last answer begins no request after this; those that are left out have failed. */
const longestMs = 60_000;
/** Between two levels, so that the requests of one are not in the other. */
export const restMs = 500;

/** The environment's own top level scales those below it. */
export function scaledLevels(levels: readonly Level[]): Level[] {
  const top = Math.max(...levels.map(({ workers }) => workers));
  const scale = (setting('LOAD_TEST_USERS') ?? top) / top;
  return levels.map((level) => ({ ...level, workers: Math.max(1, Math.round(level.workers * scale)) }));
}

export function ladder({ levels: own, each, pauseMs, again = 0, oneVu = false }: LadderLoad): Load {
  const levels = scaledLevels(own);
  const timed = 'levelMs' in each;
  const workMs = timed ? (setting('LOAD_TEST_DURATION') ?? each.levelMs) : longestMs;
  const requestsEach = timed ? 0 : (setting('LOAD_TEST_ITERATIONS') ?? each.requestsEach);
  const users = Math.max(...levels.map(({ workers }) => workers));
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(1, oneVu ? 1 : Math.min(...levels.map(({ workers }) => workers)), runners);
  // The requests of every level may be answered late or never.
  const longestLevelMs = workMs + requestTimeoutMs() + restMs;
  const maxDurationMs = Math.ceil((levels.length + again) * longestLevelMs + 5000);
  const steps = levels.map(({ workers }) => workers).join(', ');
  return {
    describe: `${steps} workers, ${timed ? `each level for ${workMs / 1000} s` : `${requestsEach} requests each`}${describePause(pauseMs)}`,
    model: 'closed',
    ...withoutSockets,
    keeps: ofRequests(),
    // A runner has its share of the workers: over a share of the time their answers are the rate of all runners.
    sizes: { users: Math.floor(users / runners), ...(timed && { seconds: workMs / 1000 / runners }) },
    users,
    vus,
    iterations: requestsEach,
    workMs,
    perSecond: 0,
    ...(pauseMs && { pauseMs }),
    connections: Math.ceil(users / runners),
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}
