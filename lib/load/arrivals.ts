import { setting } from '../env';
import type { Load } from './load';

/** Requests of one kind that arrive by a schedule, whatever became of those before. */
export interface Arrivals {
  /** Name of k6's executor; `calls` finds its endpoint by it. */
  readonly name: string;
  readonly perSecond: number;
}

export interface ArrivalLoad {
  /** LOAD_TEST_RPS scales all of them so that together they make that rate. */
  readonly arrivals: readonly Arrivals[];
  readonly durationMs: number;
}

/** VUs for requests that take a twentieth of a second, and at most for such as take a whole one: beyond that k6 drops iterations, and the run is INVALID. */
const usualSeconds = 0.05;
const longestSeconds = 1;

/** An open model: where a document states a rate. A target that stalls meets all the requests that arrive meanwhile. */
export function arrivals({ arrivals: all, durationMs: ownMs }: ArrivalLoad): Load {
  const durationMs = setting('LOAD_TEST_DURATION') ?? ownMs;
  const own = all.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const wanted = setting('LOAD_TEST_RPS') ?? own;
  const executors = all.map(({ name, perSecond }) => {
    const rate = Math.max(1, Math.round((perSecond * wanted) / own));
    const vus = Math.ceil(rate * usualSeconds) + 2;
    return [
      name,
      {
        executor: 'constant-arrival-rate' as const,
        rate,
        timeUnit: '1s',
        duration: `${durationMs}ms`,
        preAllocatedVUs: vus,
        maxVUs: Math.max(vus, Math.ceil(rate * longestSeconds)),
        gracefulStop: '30s',
      },
    ] as const;
  });
  const vus = executors.reduce((sum, [, { maxVUs }]) => sum + maxVUs, 0);
  return {
    describe: `${executors.map(([name, { rate }]) => `${rate} ${name}/s`).join(', ')} for ${durationMs / 1000} s, by schedule`,
    model: 'open',
    sizes: { seconds: durationMs / 1000, requests: (wanted * durationMs) / 1000 },
    users: vus,
    vus,
    iterations: 1,
    messages: 0,
    connectRate: 0,
    togetherAtMs: 0,
    maxDurationMs: durationMs + 30_000,
    executors: Object.fromEntries(executors),
  };
}
