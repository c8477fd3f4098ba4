import { at, edgeTypes, type Graph, nodeTypes } from './graph';

export interface GraphStats {
  readonly total_nodes: number;
  readonly total_relationships: number;
  /** Nodes of each type. */
  readonly node_types: Readonly<Record<string, number>>;
  /** Edges of each type. */
  readonly relationship_types: Readonly<Record<string, number>>;
  readonly mean_degree: number;
  readonly max_out_degree: number;
  readonly max_in_degree: number;
}

/** Looks at every node and every edge. A graph does not change, so once is enough for each. */
export function describeGraph(graph: Graph): GraphStats {
  const { rowStarts, targets } = graph;
  const inDegrees = new Uint32Array(graph.names.length);
  let maxOut = 0;
  let maxIn = 0;
  for (let node = 0; node < graph.names.length; node++)
    maxOut = Math.max(maxOut, at(rowStarts, node + 1) - at(rowStarts, node));
  for (const target of targets) {
    const degree = at(inDegrees, target) + 1;
    inDegrees[target] = degree;
    if (degree > maxIn) maxIn = degree;
  }
  return {
    total_nodes: graph.names.length,
    total_relationships: targets.length,
    node_types: countByName(graph.nodeTypes, nodeTypes),
    relationship_types: countByName(graph.edgeTypes, edgeTypes),
    mean_degree: targets.length / graph.names.length,
    max_out_degree: maxOut,
    max_in_degree: maxIn,
  };
}

function countByName(types: Uint8Array, names: readonly string[]): Record<string, number> {
  const counts = new Uint32Array(names.length);
  for (const type of types) counts[type] = at(counts, type) + 1;
  return Object.fromEntries(names.map((name, type) => [name, at(counts, type)]));
}
