import { setting } from '../env';
import type { Load } from './load';

/** One level of a ladder: so many workers for so long. */
export interface Level {
  readonly name: string;
  readonly workers: number;
}

/** A ladder of levels on one VU, which alone can compare them: VUs of k6 share no memory. */
export interface LadderLoad {
  readonly levels: readonly Level[];
  /** Length of each level. */
  readonly levelMs: number;
}

/** Requests may take so long beyond the last level. */
const closingMs = 35_000;

export function ladder({ levels, levelMs }: LadderLoad): Load {
  const durationMs = setting('LOAD_TEST_DURATION') ?? levelMs;
  const maxDurationMs = levels.length * (durationMs + 1000) + closingMs;
  return {
    describe: `${levels.map(({ workers }) => workers).join(', ')} workers for ${durationMs / 1000} s each`,
    model: 'closed',
    sizes: { users: Math.max(...levels.map(({ workers }) => workers)), seconds: durationMs / 1000 },
    users: Math.max(...levels.map(({ workers }) => workers)),
    vus: 1,
    iterations: levels.length,
    messages: 0,
    connectRate: 0,
    togetherAtMs: 0,
    maxDurationMs,
    executors: {
      load: {
        executor: 'per-vu-iterations',
        vus: 1,
        iterations: 1,
        maxDuration: `${maxDurationMs}ms`,
        gracefulStop: '1s',
      },
    },
  };
}
