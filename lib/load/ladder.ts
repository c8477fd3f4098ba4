import { setting } from '../environment/env';
import { requestTimeoutMs } from '../environment/target';
import { type Limit, type ResolvedLimit, resolveLimits } from '../gate/limit';
import { keeping, keepingTrends } from '../gate/threshold';
import { partsOfBrokeFirst } from './breaking';
import { oneIterationEach } from './load';
import { type ClosedLoad, describePause, ofRequests, type PauseMs } from './request-load';
import { shareOut } from './share-out';

/** One level of a ladder: a number of workers at the same time. */
export interface Level {
  /** Value of the tag `level`: limits refer to it. */
  readonly name: string;
  readonly workers: number;
}

export interface LadderOptions {
  readonly levels: readonly Level[];
  /** How long a level is held: for a time, or until each worker has had its number of answers. */
  readonly each: { readonly levelMs: number } | { readonly requestsEach: number };
  /** A worker's pause after each answer. Default: none. */
  readonly pauseMs?: PauseMs;
}

/** Levels, one after the other. Each VU climbs all of them: VUs of k6 share no memory, and levels are compared with each other. */
export interface LadderLoad extends ClosedLoad {
  readonly kind: 'ladder';
  /** In the order in which they are held; the environment's own top level has scaled them. */
  readonly levels: readonly Level[];
}

/** A ladder that ends with its first level once more, called `afterwards`. */
export interface ReturningLadder extends LadderLoad {
  readonly returns: true;
}

/** A ladder that ends at the first level that breaks a limit, and then goes back step by step. */
export interface BreakingLadder extends LadderLoad {
  /** Success rates and percentiles of response times; of two tiers the acceptable one counts. */
  readonly mustKeep: readonly ResolvedLimit[];
}

/** A level that ends with its last answer begins no request after this; requests that are left out have failed. */
const longestMs = 60_000;
/** Between two levels, so that the requests of one are not in the other. */
export const restMs = 500;

export const ladder = (options: LadderOptions): LadderLoad => {
  const levels = scaled(options.levels);
  return { ...laddered(options, levels, 0), levels };
};

/** Climbs, and then holds the first level again: has the target recovered? */
export function ladderAndBack(options: LadderOptions): ReturningLadder {
  const levels = scaled(options.levels);
  const back = levels.slice(0, 1).map((first) => ({ ...first, name: 'afterwards' }));
  return { ...laddered(options, levels, back.length), levels: [...levels, ...back], returns: true };
}

/**
 * Climbs until a level does not keep these limits. On one VU, because several would each decide for themselves how far they climb.
 * @throws Error where no success rate is among them: times are of what succeeded, so that a target that refuses everything keeps them all.
 */
export function ladderUntilBroken({
  mustKeep,
  ...options
}: LadderOptions & { readonly mustKeep: readonly Limit[] }): BreakingLadder {
  if (!mustKeep.some(({ metric }) => metric === 'answer_ok'))
    throw new Error('A ladder that climbs until it breaks must keep a limit on answer_ok as well.');
  const levels = scaled(options.levels);
  const load = laddered(options, levels, levels.length, 1);
  return {
    ...load,
    levels,
    mustKeep: resolveLimits(mustKeep, load.sizes),
    keeps: () => ({ ...load.keeps?.(), ...keeping(partsOfBrokeFirst(mustKeep)) }),
  };
}

const inFlightOf = (levels: readonly Level[]): string[] =>
  levels.flatMap(({ name }) => [`in_flight{level:${name}}`, `most_in_flight{level:${name}}`]);

/** The environment's own top level scales those below it. */
function scaled(levels: readonly Level[]): Level[] {
  const top = Math.max(...levels.map(({ workers }) => workers));
  const scale = (setting('LOAD_TEST_USERS') ?? top) / top;
  return levels.map((level) => ({ ...level, workers: Math.max(1, Math.round(level.workers * scale)) }));
}

/** @param again levels that may be held once more on the way back. @param mostVus VUs that can climb; by default one for each worker of the lowest level. */
function laddered(
  { each, pauseMs }: LadderOptions,
  levels: readonly Level[],
  again: number,
  mostVus = Math.min(...levels.map(({ workers }) => workers)),
): Omit<LadderLoad, 'levels'> {
  const timed = 'levelMs' in each;
  const workMs = timed ? (setting('LOAD_TEST_DURATION') ?? each.levelMs) : longestMs;
  const requestsEach = timed ? 0 : (setting('LOAD_TEST_ITERATIONS') ?? each.requestsEach);
  const users = Math.max(...levels.map(({ workers }) => workers));
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(1, mostVus, runners);
  // The requests of every level may be answered late or never.
  const longestLevelMs = workMs + requestTimeoutMs() + restMs;
  const maxDurationMs = Math.ceil((levels.length + again) * longestLevelMs + 5000);
  const steps = levels.map(({ workers }) => workers).join(', ');
  return {
    kind: 'ladder',
    describe: `${steps} workers, ${timed ? `each level for ${workMs / 1000} s` : `${requestsEach} requests each`}${describePause(pauseMs, timed)}`,
    model: 'closed',
    // A runner has its share of the workers: over a share of the time their answers are the rate of all runners.
    sizes: { users: Math.floor(users / runners), ...(timed && { seconds: workMs / 1000 / runners }) },
    users,
    vus,
    iterations: requestsEach,
    workMs,
    ...(pauseMs && { pauseMs }),
    connections: Math.ceil(users / runners),
    keeps: () => ({ ...ofRequests(), ...keepingTrends(inFlightOf(levels)) }),
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}
