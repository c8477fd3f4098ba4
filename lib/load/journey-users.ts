import { type Duration, milliseconds } from '../environment/duration';
import { setting } from '../environment/env';
import { oneIterationEach } from './load';
import { longestMs, mostPerSecond, ofJourneys, type PauseMs, type RequestLoad } from './request-load';
import { shareOut } from './share-out';
import { lengthOf, type Stretch, scaled, topOf } from './stages';

/** A part of a load in which the number of users goes in a straight line to `users`. */
export interface UserStage {
  readonly duration: Duration;
  readonly users: number;
}

/** A pause: one length, or the shortest and the longest, between which each is drawn evenly. */
export type Think = Duration | readonly [least: Duration, most: Duration];

/** How many users there are over time: a number that is reached in a ramp, or stages. */
export type UsersOptions = {
  /** Of each user between two journeys. Default: none; then all users together make at most 1000 requests a second. */
  readonly think?: Think;
  /**
   * Requests a second that a target must serve all users together, where a limit refers to the size `perSecond`. LOAD_TEST_RPS replaces it, and
   * with another number of users it is in proportion to them. It does not pace them: their number and `think` do.
   */
  readonly perSecond?: number;
} & (
  | {
      readonly users: number;
      /** Of the whole load, the ramp among it. */
      readonly duration: Duration;
      /** Users come one after the other until then. Default: all come at once. */
      readonly rampUp?: Duration;
    }
  /** The first begins with no user. */
  | { readonly stages: readonly UserStage[] }
);

/** Users that each make their journey again and again. A closed model: who waits for an answer asks for nothing else. */
export interface UserLoad extends RequestLoad {
  readonly kind: 'users';
  /** How many there are over time. */
  readonly stretches: readonly Stretch[];
  readonly thinkMs?: PauseMs;
}

/** Users on one event loop: a journey has more JavaScript than a request, and a loop has one core. */
const perVu = 50;

/**
 * A load of users, each with its own cookies, tokens and markers. LOAD_TEST_USERS scales the stages, LOAD_TEST_DURATION stretches them.
 * @throws Error for a text that is no duration, a ramp that is longer than the load, and stages without a user.
 */
export function users(options: UsersOptions): UserLoad {
  const own = stretchesOf(options);
  const [top, ownMs] = [topOf(own), lengthOf(own)];
  if (top < 1 || ownMs === 0) throw new Error('users() needs at least one user, for a time.');
  const most = setting('LOAD_TEST_USERS') ?? top;
  const durationMs = setting('LOAD_TEST_DURATION') ?? ownMs;
  const stretches = scaled(own, durationMs, most);
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(Math.ceil(most / perVu), most, runners);
  const maxDurationMs = longestMs(durationMs);
  const thinkMs = options.think && thinkOf(options.think);
  const perSecond = options.perSecond && (setting('LOAD_TEST_RPS') ?? (options.perSecond * most) / top);
  const steps = stretches.filter(({ ms }) => ms > 0).map(({ to }) => Math.round(to));
  return {
    kind: 'users',
    describe: `${describeUsers(steps, most)} for ${durationMs / 1000} s${describeThink(thinkMs)}`,
    model: 'closed',
    // A runner has its share of the users: over a share of the time their answers are the rate of all runners.
    sizes: {
      users: Math.floor(most / runners),
      seconds: durationMs / 1000 / runners,
      ...(perSecond && { perSecond }),
    },
    users: most,
    vus,
    iterations: 0,
    durationMs,
    workMs: durationMs,
    stretches,
    ...(thinkMs && { thinkMs }),
    connections: Math.ceil(most / vus),
    keeps: ofJourneys,
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

/** Shortest and longest, in milliseconds. @throws Error for what is no duration. */
export function thinkOf(think: Think): PauseMs {
  const [least, most] = typeof think === 'string' ? [think, think] : think;
  return [milliseconds(least, 'think'), milliseconds(most, 'think')];
}

function stretchesOf(options: UsersOptions): readonly Stretch[] {
  if ('stages' in options)
    return options.stages.map(({ duration, users: to }) => ({ ms: milliseconds(duration, 'duration of a stage'), to }));
  const durationMs = milliseconds(options.duration, 'duration');
  const rampMs = options.rampUp === undefined ? 0 : milliseconds(options.rampUp, 'rampUp');
  if (rampMs > durationMs)
    throw new Error(`rampUp is ${options.rampUp}, longer than the whole load (duration: ${options.duration}).`);
  return [
    { ms: rampMs, to: options.users },
    { ms: durationMs - rampMs, to: options.users },
  ];
}

function describeUsers(steps: readonly number[], most: number): string {
  if (new Set(steps).size === 1) return most === 1 ? 'one user' : `${most} users`;
  return `users in stages (${steps.join(', ')})`;
}

function describeThink(thinkMs: PauseMs | undefined): string {
  if (!thinkMs) return `, together at most ${mostPerSecond} requests a second`;
  const [least, most] = thinkMs;
  return `, ${least === most ? least : `${least} to ${most}`} ms between two journeys of one user`;
}
