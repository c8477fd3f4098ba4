import exec from 'k6/execution';
import type { Prerequisite } from '../environment/prerequisite';
import type { ArrivalLoad } from '../load/arrivals';
import { oneIterationEach, type RunData, type VuFunction } from '../load/load';
import { countedTrend, counter, rate } from '../metrics/recorders';
import type { Request } from '../requests/request';
import { bySchedule } from '../requests/schedule';
import { now } from '../runtime/clock';
import { watchLoop } from '../runtime/lag';
import { once } from '../runtime/once';
import { awaitFilled, begin, type Collection, end, fill } from './collection';
import { ExactSearch, type Nearest } from './exact-search';
import type { Vector } from './seeded-vectors';
import { sendBy } from './send';

const recall = countedTrend('recall');
const timeAtOnce = countedTrend('search_time_at_once');
const searchesAtOnce = counter('searches_at_once');
const answeredAtOnce = rate('answered_at_once');

export interface SearchOptions {
  /** Value of the tag `name`. */
  readonly name: string;
  /** How many of the nearest vectors are asked for. */
  readonly top: number;
  /** Is called in a run only, because it may need settings. */
  readonly collection: () => Collection;
  /** What the store cannot be reached without. */
  readonly needs?: Prerequisite;
}

/** Different queries, before they begin again: no cache of answers holds them all. */
const queries = 1000;
/** One query in this many is compared with exact search, which takes its time before the load. Fifty queries alone leave a recall uncertain by 7 %. */
const comparedEvery = 10;
/** Vectors stored per second at the slowest. */
const leastRate = 100;
const besidesMs = 60_000;

export interface VectorSearch {
  readonly request: Request;
  /** Stores the vectors, works the load, and then sends a number of searches at one instant, which no limit of the load is about. */
  run(atOnce?: number): VuFunction<ArrivalLoad<Request>>;
}

/** Searches for the nearest vectors, whose answers are compared with those of exact search. */
export function vectorSearch({ name, top, collection, needs }: SearchOptions): VectorSearch {
  const of = once(collection);
  const truth = once(() => new Truth(of(), top));
  const act = async (turn: number) => {
    const { store, name: where, vectors, size } = of();
    const query = -1 - (turn % queries);
    const { ids, ...timed } = await store.search(where, vectors.vector(query), top);
    const wrong = new Set(ids).size === Math.min(top, size) ? undefined : 'an answer without what it must hold';
    truth().compare(query, ids);
    return { ...timed, ...(wrong && { wrong }) };
  };
  const request: Request = { name, sender: (tags) => sendBy(name, tags, act) };
  const run = (atOnce = 0): VuFunction<ArrivalLoad<Request>> =>
    Object.assign(
      async (load: ArrivalLoad<Request>, data: RunData) => {
        const into = of();
        if (exec.scenario.iterationInTest === 0) await fill(into);
        else await awaitFilled(into, storingMs(into.size));
        truth();
        const unwatch = watchLoop();
        await bySchedule(load, data);
        unwatch();
        if (atOnce > 0 && exec.scenario.iterationInTest === 0) await allAtOnce(atOnce, into, top);
      },
      { ...(needs && { needs }), prepare: () => begin(of()), cleanUp: () => end(of()) },
    );
  return { request, run };
}

/** A load of searches whose first VU stores the vectors before it begins. */
export function afterStoring<L extends ArrivalLoad<Request>>(load: L, size: number): L {
  const maxDurationMs = load.maxDurationMs + storingMs(size);
  return { ...load, maxDurationMs, executors: oneIterationEach(load.vus, maxDurationMs) };
}

const storingMs = (size: number): number => besidesMs + (size / leastRate) * 1000;

/** What exact search says to every tenth query, found before the load. */
class Truth {
  private readonly exact: ExactSearch;
  private readonly nearest: Readonly<Record<number, Nearest>>;

  constructor({ vectors, size }: Collection, top: number) {
    this.exact = new ExactSearch(vectors, size);
    const compared = Array.from({ length: queries / comparedEvery }, (_, index) => -1 - index * comparedEvery);
    this.nearest = Object.fromEntries(compared.map((query) => [query, this.exact.nearest(query, top)]));
  }

  compare(query: number, ids: readonly number[]): void {
    const nearest = this.nearest[query];
    if (nearest) recall.add(this.exact.recall(query, nearest, ids));
  }
}

/** A load of its own kind, next to the one that is judged: its figures have their own metrics. */
async function allAtOnce(count: number, { store, name, vectors }: Collection, top: number) {
  const asked = Array.from({ length: count }, (_, turn) => vectors.vector(-1 - (turn % queries)));
  searchesAtOnce.add(count);
  const startedMs = now();
  const one = (vector: Vector) =>
    store.search(name, vector, top).then(
      () => {
        answeredAtOnce.add(true);
        timeAtOnce.add(now() - startedMs);
      },
      () => answeredAtOnce.add(false),
    );
  await Promise.all(asked.map(one));
}
