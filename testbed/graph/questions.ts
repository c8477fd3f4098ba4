import { type Graph, nodeOf } from './graph';

/** What a request asks, or why it cannot be answered. */
export type Question<Asked> = Asked | Fault;

export interface Fault {
  readonly status: 400 | 404;
  readonly reason: string;
}

export interface SearchQuestion {
  readonly query: string;
  readonly limit: number;
}

export interface TraverseQuestion {
  readonly start: number;
  readonly maxDepth: number;
  readonly limit: number;
}

const searchLimit = { default: 50, max: 500 };
const traverseDepth = { default: 3, max: 100 };
const traverseLimit = { default: 1_000, max: 5_000 };

/** Reads `?query=words&limit=50`. */
export function readSearch(url: string): Question<SearchQuestion> {
  const asked = new URLSearchParams(url.split('?', 2)[1]);
  const query = asked.get('query') ?? '';
  if (query.trim() === '') return invalid('"query" is missing or empty; expected words, as in ?query=parse');
  const text = asked.get('limit') ?? undefined;
  const limit = readWhole('limit', text !== undefined && /^\d+$/.test(text) ? Number(text) : text, searchLimit);
  return typeof limit === 'number' ? { query, limit } : limit;
}

/** Reads `{"start_node": "node_42", "max_depth": 3, "limit": 1000}`. */
export function readTraverse(body: unknown, graph: Graph): Question<TraverseQuestion> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return invalid('the body is not an object; expected {"start_node": "node_42", "max_depth": 3, "limit": 1000}');
  }
  const { start_node: id, max_depth, limit: most, ...unknown }: Record<string, unknown> = { ...body };
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) return invalid(`"${stranger}" is not known; known are start_node, max_depth, limit`);
  if (typeof id !== 'string') return invalid('"start_node" is missing or no text; expected an id, as in "node_42"');
  const maxDepth = readWhole('max_depth', max_depth, traverseDepth);
  if (typeof maxDepth !== 'number') return maxDepth;
  const limit = readWhole('limit', most, traverseLimit);
  if (typeof limit !== 'number') return limit;
  const start = nodeOf(graph, id);
  if (start !== undefined) return { start, maxDepth, limit };
  return { status: 404, reason: `there is no node "${id}"; there are node_0 to node_${graph.names.length - 1}` };
}

function readWhole(name: string, value: unknown, range: { default: number; max: number }): number | Fault {
  if (value === undefined) return range.default;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= range.max) return value;
  return invalid(`"${name}": expected a whole number from 1 to ${range.max}, got ${JSON.stringify(value)}`);
}

function invalid(reason: string): Fault {
  return { status: 400, reason };
}
