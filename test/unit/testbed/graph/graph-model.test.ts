import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateGraph } from '../../../../testbed/graph/generate';
import { buildGraph, edgeTypes, type Graph, idOf, nodeOf, nodeTypes } from '../../../../testbed/graph/graph';
import { search } from '../../../../testbed/graph/search';
import { describeGraph } from '../../../../testbed/graph/stats';
import { traverse } from '../../../../testbed/graph/traverse';

const graph = generateGraph();

/** The targets of each node, in the plainest form. */
function neighbours({ names, rowStarts, targets }: Graph): number[][] {
  return names.map((_, node) => [...targets.slice(rowStarts[node], rowStarts[node + 1])]);
}

/** The depth of each node within reach, found in the simplest way there is: level by level, with sets. */
function naiveDepths(lists: readonly (readonly number[])[], start: number, maxDepth: number): Map<number, number> {
  const depths = new Map([[start, 0]]);
  let level = new Set([start]);
  for (let depth = 1; depth <= maxDepth && level.size > 0; depth++) {
    const next = [...level].flatMap((node) => lists[node] ?? []).filter((node) => !depths.has(node));
    for (const node of next) depths.set(node, depth);
    level = new Set(next);
  }
  return depths;
}

describe('generateGraph', () => {
  it('makes the same graph each time, and the one it has always made', () => {
    const hash = (g: Graph) => {
      const sum = createHash('sha256').update(g.names.join());
      for (const array of [g.nodeTypes, g.rowStarts, g.targets, g.edgeTypes]) sum.update(array);
      return sum.digest('hex').slice(0, 16);
    };
    expect(hash(graph)).toBe(hash(generateGraph()));
    expect(hash(graph)).toBe('2c002172fe992ee7');
  });

  it('has at least 10,000 nodes and 50,000 edges, none to itself', () => {
    expect(graph.names.length).toBeGreaterThanOrEqual(10_000);
    expect(graph.targets.length).toBeGreaterThanOrEqual(50_000);
    expect(neighbours(graph).flatMap((targets, node) => targets.filter((target) => target === node))).toEqual([]);
  });

  it('takes less than 300 ms', () => {
    const startMs = performance.now();
    generateGraph();
    expect(performance.now() - startMs).toBeLessThan(300);
  });
});

describe('buildGraph', () => {
  it('puts the edges of each node together, in their order', () => {
    const nodes = { names: ['a', 'b', 'c'], nodeTypes: new Uint8Array(3) };
    const edges = [
      { from: 2, to: 0, type: 1 },
      { from: 0, to: 2, type: 2 },
      { from: 2, to: 1, type: 3 },
    ];
    const { rowStarts, targets, edgeTypes: types } = buildGraph(nodes, edges);
    expect([[...rowStarts], [...targets], [...types]]).toEqual([
      [0, 1, 1, 3],
      [2, 0, 1],
      [2, 1, 3],
    ]);
  });
});

describe('nodeOf', () => {
  it.each([0, 42, 9_999])('finds node %i by its id', (node) => {
    expect(nodeOf(graph, idOf(node))).toBe(node);
  });

  it.each([
    'node_10000',
    'node_01',
    'node_-1',
    'node_',
    'node_1.5',
    '1',
    'Node_1',
    'node_1 ',
  ])('knows no "%s"', (id) => {
    expect(nodeOf(graph, id)).toBeUndefined();
  });
});

describe('traverse', () => {
  const lists = neighbours(graph);

  it.each([
    [0, 1],
    [0, 100],
    [17, 2],
    [1_234, 3],
    [9_999, 4],
  ])('reaches from node %i within %i edges what the naive model reaches, as near', (start, maxDepth) => {
    const { nodes, depths, truncated } = traverse(graph, start, maxDepth, 10_000);
    const found = new Map(Array.from(nodes, (node, index) => [node, depths[index]]));
    expect(found).toEqual(naiveDepths(lists, start, maxDepth));
    expect([found.size, truncated, nodes[0]]).toEqual([nodes.length, false, start]);
    expect([...depths]).toEqual([...depths].sort((a, b) => a - b));
  });

  it('reaches every node from node 0', () => {
    expect(traverse(graph, 0, 100, 10_000).nodes).toHaveLength(graph.names.length);
  });

  it('stops at the limit, nearest first, and says so', () => {
    const whole = traverse(graph, 5, 3, 10_000);
    const part = traverse(graph, 5, 3, 20);
    expect([[...part.nodes], part.truncated]).toEqual([[...whole.nodes.slice(0, 20)], true]);
    expect(traverse(graph, 5, 3, whole.nodes.length).truncated).toBe(false);
    expect([...traverse(graph, 5, 3, 1).nodes]).toEqual([5]);
  });
});

describe('search', () => {
  it.each([
    'parse',
    'PARSE',
    'oken_re',
    'token parse',
    '  sort  store ',
  ])('finds what a plain filter finds: "%s"', (query) => {
    const words = query.trim().toLowerCase().split(/ +/);
    const expected = graph.names.flatMap((name, node) => (words.every((word) => name.includes(word)) ? [node] : []));
    expect(expected.length).toBeGreaterThan(0);
    expect(search(graph, query, 10_000)).toEqual({ total: expected.length, nodes: expected });
    expect(search(graph, query, 3)).toEqual({ total: expected.length, nodes: expected.slice(0, 3) });
  });

  it('finds nothing where there is nothing', () => {
    expect(search(graph, 'nonesuch', 10)).toEqual({ total: 0, nodes: [] });
  });
});

describe('describeGraph', () => {
  it('counts what is there', () => {
    const lists = neighbours(graph);
    const count = (types: Uint8Array, names: readonly string[]) =>
      Object.fromEntries(names.map((name, type) => [name, types.filter((found) => found === type).length]));
    const inDegrees = new Map<number, number>();
    for (const target of lists.flat()) inDegrees.set(target, (inDegrees.get(target) ?? 0) + 1);
    expect(describeGraph(graph)).toEqual({
      total_nodes: graph.names.length,
      total_relationships: lists.flat().length,
      node_types: count(graph.nodeTypes, nodeTypes),
      relationship_types: count(graph.edgeTypes, edgeTypes),
      mean_degree: lists.flat().length / lists.length,
      max_out_degree: Math.max(...lists.map((targets) => targets.length)),
      max_in_degree: Math.max(...inDegrees.values()),
    });
  });
});
