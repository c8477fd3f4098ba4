// The graph API of document 001, which names the endpoints; what they take is what its reader would expect, and what the testbed takes.

import { anything, type EndpointOptions, endpoint } from '../lib';

/** Nodes that requests ask for where the target's search lists none, so that no cache of a few answers serves them all. */
const nodes = 1000;

// The document shows no answer. What its words promise: figures, found nodes, a part of a graph, as JSON.
const isJson = (body: string) => /^\s*[{[]/.test(body);
const isFigures = (body: string) => isJson(body) && /\d/.test(body);
const isNodes = (body: string) => isJson(body) && (body.includes('[') || body.lastIndexOf('{') > 0);

export const stats = endpoint({ name: 'graph-stats', path: '/api/graph/stats', holds: isFigures });

const searching: EndpointOptions = {
  name: 'graph-search',
  path: (turn) => `/api/graph/nodes/search?query=${['parse', 'read', 'write', 'load'][turn % 4]}&limit=20`,
  holds: isNodes,
};
export const search = endpoint(searching);

export const traverse = endpoint({
  name: 'graph-traverse',
  method: 'POST',
  path: '/api/graph/traverse',
  idsFrom: searching,
  body: (turn, id = `node_${turn % nodes}`) => ({ start_node: id, max_depth: 3 }),
  holds: isNodes,
});

export const health = endpoint({ name: 'health', path: '/health', holds: anything });
