import { type Duration, milliseconds } from '../environment/duration';
import { setting } from '../environment/env';
import { type Think, thinkOf } from './journey-users';
import { oneIterationEach } from './load';
import { longestMs, ofJourneys, type PauseMs, type RequestLoad } from './request-load';
import { shareOut } from './share-out';
import { arrivalsIn, lengthOf, type Stretch, scaled, topOf } from './stages';

/** A part of a load in which the rate goes in a straight line to `perSecond`. */
export interface RateStage {
  readonly duration: Duration;
  readonly perSecond: number;
}

/** How many users arrive: at one rate, or in stages, of which the first begins at 0 per second. */
export type ArrivingUsersOptions = {
  /** How long `think()` of a user lasts within its journey. Default: it has no length of its own. */
  readonly think?: Think;
} & ({ readonly perSecond: number; readonly duration: Duration } | { readonly stages: readonly RateStage[] });

/** Users that arrive at a rate, whatever became of those before, and make one journey each. An open model. */
export interface ArrivingUserLoad extends RequestLoad {
  readonly kind: 'arriving users';
  /** The rate over time. */
  readonly stretches: readonly Stretch[];
  /** Users that arrive in all, over all VUs. */
  readonly arrivals: number;
  /** Of a user within its journey, where it does not say how long it thinks. */
  readonly thinkMs?: PauseMs;
}

/** Journeys that one event loop begins in a second with time to spare. */
const perVu = 100;
/** Connections that are kept open: as many as journeys need that take a second each. */
const usualSeconds = 1;

/**
 * A load of users that arrive by a schedule: users go on arriving at a target that stalls. LOAD_TEST_RPS is the highest rate,
 * LOAD_TEST_DURATION the whole length.
 * @throws Error for a text that is no duration, and where no user arrives.
 */
export function arrivingUsers(options: ArrivingUsersOptions): ArrivingUserLoad {
  const own = stretchesOf(options);
  const perSecond = setting('LOAD_TEST_RPS') ?? topOf(own);
  const durationMs = setting('LOAD_TEST_DURATION') ?? lengthOf(own);
  const stretches = scaled(own, durationMs, perSecond);
  const arrivals = arrivalsIn(stretches);
  if (arrivals < 1) throw new Error('arrivingUsers() needs a rate and a duration in which at least one user arrives.');
  const runners = setting('PARALLELISM') ?? 1;
  const vus = shareOut(Math.ceil(perSecond / perVu), arrivals, runners);
  const maxDurationMs = longestMs(durationMs);
  const rates = [...new Set(stretches.filter(({ ms }) => ms > 0).map(({ to }) => Number(to.toPrecision(3))))];
  return {
    kind: 'arriving users',
    describe: `${rates.join(', ')} users arriving a second for ${durationMs / 1000} s, one journey each`,
    model: 'open',
    // A runner has its share of the users: over a share of the time they are the rate of all runners.
    sizes: { users: Math.floor(arrivals / runners), seconds: durationMs / 1000 / runners },
    users: arrivals,
    vus,
    iterations: 1,
    durationMs,
    workMs: durationMs,
    stretches,
    arrivals,
    ...(options.think && { thinkMs: thinkOf(options.think) }),
    connections: Math.ceil((perSecond * usualSeconds) / vus) + 10,
    keeps: ofJourneys,
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

function stretchesOf(options: ArrivingUsersOptions): readonly Stretch[] {
  if ('stages' in options)
    return options.stages.map(({ duration, perSecond }) => ({
      ms: milliseconds(duration, 'duration of a stage'),
      to: perSecond,
    }));
  const { perSecond, duration } = options;
  return [
    { ms: 0, to: perSecond },
    { ms: milliseconds(duration, 'duration'), to: perSecond },
  ];
}
