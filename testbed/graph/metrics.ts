import type { Metric } from '../kernel/metrics/metric';

export const graphMetrics: readonly Metric[] = [
  {
    name: 'testbed_graph_requests_in_work',
    type: 'gauge',
    help: 'Requests to the graph API that were admitted and not answered.',
    read: (stats) => stats.requestsInWork,
  },
  {
    name: 'testbed_graph_requests_total',
    type: 'counter',
    help: 'Graph API requests: answered (200), invalid (400, 404), refused (503, overload), abandoned (the client went away first).',
    label: 'result',
    read: (stats) => stats.graph,
  },
];
