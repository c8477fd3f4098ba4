import { at, type Graph } from './graph';

export interface Traversal {
  /** In the order in which they were reached: nearest first, the start before all. */
  readonly nodes: Uint32Array;
  /** Of each of them, its edges from the start. */
  readonly depths: Uint8Array;
  /** There were more within the depth than the limit lets through. */
  readonly truncated: boolean;
}

/** Breadth first along the edges' direction: each node once, at most `maxDepth` (below 256) edges away, at most `limit` nodes. */
export function traverse(graph: Graph, start: number, maxDepth: number, limit: number): Traversal {
  const { rowStarts, targets } = graph;
  const capacity = Math.min(limit, graph.names.length);
  const nodes = new Uint32Array(capacity);
  const depths = new Uint8Array(capacity);
  const isReached = new Uint8Array(graph.names.length);
  nodes[0] = start;
  isReached[start] = 1;
  let count = 1;
  for (let next = 0; next < count; next++) {
    const depth = at(depths, next) + 1;
    if (depth > maxDepth) break;
    const node = at(nodes, next);
    for (let edge = at(rowStarts, node); edge < at(rowStarts, node + 1); edge++) {
      const target = at(targets, edge);
      if (isReached[target] === 1) continue;
      if (count === capacity) return { nodes, depths, truncated: true };
      isReached[target] = 1;
      nodes[count] = target;
      depths[count++] = depth;
    }
  }
  return { nodes: nodes.subarray(0, count), depths: depths.subarray(0, count), truncated: false };
}
