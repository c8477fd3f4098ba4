import type { RunningSystem, System } from '../kernel/contract';
import { loadDefects } from './defects/load';
import { routeDefects } from './defects/routes';
import { agentMetrics } from './metrics';
import { registerAgentRoutes } from './routes';

/** The agent API of document 004. */
export const system: System = {
  name: 'agent',
  defects: [...routeDefects, ...loadDefects],
  metrics: agentMetrics,

  start({ defects, threads }): RunningSystem {
    const book = { inWork: 0, counts: {} };
    return {
      register: (app) => registerAgentRoutes(app, { book, defects, threads }),
      stats: () => ({ agentRequestsInWork: book.inWork, agent: book.counts }),
    };
  },
};
