import { setting } from '../environment/env';
import { requestTimeoutMs } from '../environment/target';
import { ofRequests } from '../metrics/failures';
import { type Load, oneIterationEach, withoutSockets } from './load';
import { shareOut } from './share-out';

/** Requests of one kind that arrive by a schedule, whatever became of those before. */
export interface Arrivals<Endpoint extends { readonly name: string } = { readonly name: string }> {
  readonly endpoint: Endpoint;
  /** LOAD_TEST_RPS scales those of all kinds, so that together they make that rate. */
  readonly perSecond: number;
}

/** What one event loop sends with time to spare: a second one wakes up as often again, and waking costs more than sending. */
const perVu = 1500;
/** Connections that are kept open: as many as a target needs that takes a fifth of a second over every request. */
const usualSeconds = 0.2;

/** An open model, for where a document states a rate: a target that stalls meets all the requests that are due meanwhile. */
export function arrivals(all: readonly Arrivals[], ownMs: number): Load {
  const durationMs = setting('LOAD_TEST_DURATION') ?? ownMs;
  const own = rateOf(all);
  const perSecond = setting('LOAD_TEST_RPS') ?? own;
  const runners = setting('PARALLELISM') ?? 1;
  const requests = Math.floor((perSecond * durationMs) / 1000);
  const vus = shareOut(Math.ceil(perSecond / perVu), Math.max(1, requests), runners);
  const maxDurationMs = durationMs + requestTimeoutMs() + 2000;
  const offer = Object.fromEntries(
    all.map((one) => [one.endpoint.name, Number(((one.perSecond * perSecond) / own).toPrecision(3))]),
  );
  const rates = Object.entries(offer).map(([name, rate]) => `${rate} ${name}/s`);
  return {
    describe: `${rates.join(', ')} for ${durationMs / 1000} s, by schedule`,
    model: 'open',
    ...withoutSockets,
    keeps: ofRequests(),
    // A runner has its share of the requests: over a share of the time they are the rate of all runners.
    sizes: { seconds: durationMs / 1000 / runners, requests: Math.floor(requests / runners) },
    users: vus,
    vus,
    iterations: 1,
    workMs: durationMs,
    perSecond,
    offer,
    connections: Math.ceil((perSecond * usualSeconds) / vus) + 10,
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}

/** Requests per second of all kinds together. */
export const rateOf = (all: readonly Arrivals[]): number => all.reduce((sum, { perSecond }) => sum + perSecond, 0);
