import type { Endpoint } from '../lib/http/endpoint';

/** Names of the nodes that requests ask for, spread over the graph so that no cache of a few answers serves them all. */
const nodes = 1000;

// Document 001 names the endpoints; what they take is what its reader would expect, and what the testbed takes.

export const stats: Endpoint = { name: 'graph-stats', method: 'GET', path: () => '/api/graph/stats' };

export const search: Endpoint = {
  name: 'graph-search',
  method: 'GET',
  path: (turn) => `/api/graph/nodes/search?query=${['parse', 'read', 'write', 'load'][turn % 4]}&limit=20`,
};

export const traverse: Endpoint = {
  name: 'graph-traverse',
  method: 'POST',
  path: () => '/api/graph/traverse',
  body: (turn) => ({ start_node: `node_${turn % nodes}`, max_depth: 3 }),
};

export const health: Endpoint = { name: 'health', method: 'GET', path: () => '/health' };
