import { setting } from '../environment/env';
import type { Prerequisite } from '../environment/prerequisite';
import { requestTimeoutMs } from '../environment/target';
import type { Offer } from '../gate/limit';
import { oneIterationEach } from './load';
import { ofRequests, type RequestLoad } from './request-load';
import { shareOut } from './share-out';

/** Requests of one kind that arrive by a schedule, whatever became of those before. */
export interface Arrivals<Request extends Named> {
  readonly request: Request;
  /** LOAD_TEST_RPS scales those of all kinds, so that together they make that rate. */
  readonly perSecond: number;
}

interface Named {
  readonly name: string;
  readonly needs?: Prerequisite;
}

export interface ArrivalOptions<Request extends Named> {
  readonly requests: readonly Arrivals<Request>[];
  readonly durationMs: number;
}

/** An open model, for where a document states a rate: a target that stalls meets all the requests that are due meanwhile. */
export interface ArrivalLoad<Request extends Named> extends RequestLoad {
  readonly kind: 'arrivals';
  /** As the environment has scaled them. */
  readonly requests: readonly Arrivals<Request>[];
  /** Of all kinds and all VUs together. */
  readonly perSecond: number;
  readonly offer: Offer;
}

/** What one event loop sends with time to spare: a second one wakes up as often again, and waking costs more than sending. */
const perVu = 1500;
/** Connections that are kept open: as many as a target needs that takes a fifth of a second for each request. */
const usualSeconds = 0.2;

export function arrivals<Request extends Named>(options: ArrivalOptions<Request>): ArrivalLoad<Request> {
  const durationMs = setting('LOAD_TEST_DURATION') ?? options.durationMs;
  const own = options.requests.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const perSecond = setting('LOAD_TEST_RPS') ?? own;
  const scaled = options.requests.map((one) => ({ ...one, perSecond: (one.perSecond * perSecond) / own }));
  const offer = Object.fromEntries(
    scaled.map(({ request, perSecond }) => [request.name, Number(perSecond.toPrecision(3))]),
  );
  const rates = Object.entries(offer).map(([name, rate]) => `${rate} ${name}/s`);
  const runners = setting('PARALLELISM') ?? 1;
  const requests = Math.floor((perSecond * durationMs) / 1000);
  const vus = shareOut(Math.ceil(perSecond / perVu), Math.max(1, requests), runners);
  const maxDurationMs = durationMs + requestTimeoutMs() + 2000;
  const needs = options.requests.find(({ request }) => request.needs)?.request.needs;
  return {
    kind: 'arrivals',
    ...(needs && { needs }),
    describe: `${rates.join(', ')} for ${durationMs / 1000} s, by schedule`,
    model: 'open',
    // A runner has its share of the requests: over a share of the time they are the rate of all runners.
    sizes: { seconds: durationMs / 1000 / runners, requests: Math.floor(requests / runners) },
    users: vus,
    vus,
    iterations: 1,
    requests: scaled,
    perSecond,
    offer,
    durationMs,
    workMs: durationMs,
    connections: Math.ceil((perSecond * usualSeconds) / vus) + 10,
    keeps: ofRequests,
    maxDurationMs,
    executors: oneIterationEach(vus, maxDurationMs),
  };
}
