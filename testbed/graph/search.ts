import type { Graph } from './graph';

export interface SearchResult {
  /** How many nodes match. */
  readonly total: number;
  /** The first of them, at most as many as asked for. */
  readonly nodes: readonly number[];
}

/** The nodes whose names contain every word of the query, in any order and case. Looks at all names each time. */
export function search({ names }: Graph, query: string, limit: number): SearchResult {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const nodes: number[] = [];
  let total = 0;
  names.forEach((name, node) => {
    for (const word of words) if (!name.includes(word)) return;
    if (total++ < limit) nodes.push(node);
  });
  return { total, nodes };
}
