import { at, type Graph, idOf, nodeTypes } from './graph';
import type { SearchQuestion, TraverseQuestion } from './questions';
import { search } from './search';
import { traverse } from './traverse';

/** The body of `GET /api/graph/nodes/search`. */
export function answerSearch(graph: Graph, { query, limit }: SearchQuestion) {
  const { total, nodes } = search(graph, query, limit);
  return {
    query,
    total_count: total,
    results: nodes.map((node) => ({ id: idOf(node), name: nameOf(graph, node), type: typeOf(graph, node) })),
  };
}

/** The body of `POST /api/graph/traverse`. */
export function answerTraverse(graph: Graph, { start, maxDepth, limit }: TraverseQuestion) {
  const { nodes, depths, truncated } = traverse(graph, start, maxDepth, limit);
  return {
    start_node: idOf(start),
    max_depth: maxDepth,
    total_count: nodes.length,
    truncated,
    nodes: Array.from(nodes, (node, index) => ({
      id: idOf(node),
      name: nameOf(graph, node),
      type: typeOf(graph, node),
      depth: at(depths, index),
    })),
  };
}

function nameOf(graph: Graph, node: number): string {
  return graph.names[node] ?? '';
}

function typeOf(graph: Graph, node: number): string {
  return nodeTypes[at(graph.nodeTypes, node)] ?? '';
}
