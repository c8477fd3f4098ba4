/** What a node can be; a node's type is its place here. */
export const nodeTypes = ['file', 'class', 'function', 'variable'] as const;

/** What an edge can say; an edge's type is its place here. */
export const edgeTypes = ['contains', 'calls', 'imports', 'references'] as const;

/**
 * A directed graph of the parts of a program. Its nodes are numbered from 0; the edges are in compressed sparse rows: node n has
 * the edges from `rowStarts[n]` up to, not including, `rowStarts[n + 1]`.
 */
export interface Graph {
  /** Lower case. Several nodes can have the same one. */
  readonly names: readonly string[];
  readonly nodeTypes: Uint8Array;
  readonly rowStarts: Uint32Array;
  /** Where each edge leads. */
  readonly targets: Uint32Array;
  readonly edgeTypes: Uint8Array;
}

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly type: number;
}

/** The edges of a node keep the order in which they are given. */
export function buildGraph(nodes: Pick<Graph, 'names' | 'nodeTypes'>, edges: readonly Edge[]): Graph {
  const rowStarts = new Uint32Array(nodes.names.length + 1);
  for (const { from } of edges) rowStarts[from + 1] = at(rowStarts, from + 1) + 1;
  for (let node = 0; node < nodes.names.length; node++)
    rowStarts[node + 1] = at(rowStarts, node + 1) + at(rowStarts, node);
  const next = rowStarts.slice();
  const targets = new Uint32Array(edges.length);
  const types = new Uint8Array(edges.length);
  for (const { from, to, type } of edges) {
    const edge = at(next, from);
    next[from] = edge + 1;
    targets[edge] = to;
    types[edge] = type;
  }
  return { ...nodes, rowStarts, targets, edgeTypes: types };
}

/** An element that is known to be there. */
export function at(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] ?? 0;
}

const idPrefix = 'node_';

/** How a node is called in requests and answers: `node_42`. */
export function idOf(node: number): string {
  return `${idPrefix}${node}`;
}

/** The node of this id; undefined if the graph has none. */
export function nodeOf(graph: Graph, id: string): number | undefined {
  const node = /^node_(0|[1-9]\d{0,8})$/.test(id) ? Number(id.slice(idPrefix.length)) : Number.NaN;
  return node < graph.names.length ? node : undefined;
}
