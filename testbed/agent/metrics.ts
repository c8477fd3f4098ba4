import type { Metric } from '../kernel/metrics/metric';

export const agentMetrics: readonly Metric[] = [
  {
    name: 'testbed_agent_requests_in_work',
    type: 'gauge',
    help: 'Requests to the agent API that have come and were not answered.',
    read: (stats) => stats.agentRequestsInWork,
  },
  {
    name: 'testbed_agent_requests_total',
    type: 'counter',
    help: 'Agent API requests, by HTTP status of the answer; abandoned: the client went away first.',
    labels: ['endpoint', 'status'],
    read: (stats) => stats.agent,
  },
];
