import type { RunningSystem, System } from '../kernel/contract';
import { createGraphBook } from './book';
import { overloadDefects } from './defects/overload';
import { slowRoutes } from './defects/slow-routes';
import { graphMetrics } from './metrics';
import { registerGraphRoutes } from './routes';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** At most this many requests to the graph API may be in work; those above are answered 503. @default 256 */
    readonly graphLimit?: number;
  }
}

/** The graph API of document 001 on a graph of its own. */
export const system: System = {
  name: 'graph',
  options: [
    {
      flags: '--graph-limit <N>',
      does: 'requests the graph API has in work at a time; more are answered 503 (default 256)',
      max: 1_000_000,
    },
  ],
  defects: [...slowRoutes, ...overloadDefects],
  metrics: graphMetrics,

  start({ defects }, { graphLimit = 256 }): RunningSystem {
    const book = createGraphBook();
    return {
      register: (app) => registerGraphRoutes(app, { defects, book, maxInWork: graphLimit }),
      stats: () => ({ requestsInWork: book.inWork, graph: book.counts }),
    };
  },
};
