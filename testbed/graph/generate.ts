import { createRandom } from '../kernel/random';
import { buildGraph, type Edge, edgeTypes, type Graph } from './graph';

const nodeCount = 10_000;
/** Edges of each node, without the edge from its parent. */
const edgesPerNode = 5;
/** Any but 0; another one makes another graph. */
const seed = 20_251_109;

const verbs = ['parse', 'render', 'load', 'store', 'find', 'merge', 'test', 'send', 'open', 'close', 'count', 'sort'];
const nouns = [
  'token',
  'graph',
  'node',
  'edge',
  'file',
  'index',
  'query',
  'cache',
  'user',
  'report',
  'buffer',
  'session',
];
const places = ['reader', 'writer', 'table', 'stream', 'queue', 'client', 'server', 'helper', 'builder', 'store'];

/** How many of ten nodes are of each type, in the order of `nodeTypes`. */
const typeOfTenth = [0, 1, 1, 2, 2, 2, 2, 2, 3, 3];

const contains = edgeTypes.indexOf('contains');

/** The testbed's graph: 10,000 nodes, 59,992 edges, always the same ones, all of them within reach of `node_0`. */
export function generateGraph(): Graph {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const wordOf = (words: readonly string[]) => words[below(words.length)];

  const names: string[] = [];
  const nodeTypes = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    names.push(`${wordOf(verbs)}_${wordOf(nouns)}_${wordOf(places)}`);
    nodeTypes[node] = node === 0 ? 0 : (typeOfTenth[below(typeOfTenth.length)] ?? 0);
  }

  const edges: Edge[] = [];
  for (let node = 0; node < nodeCount; node++) {
    if (node > 0) edges.push({ from: below(node), to: node, type: contains });
    for (let count = 0; count < edgesPerNode; count++) {
      // The product of two makes low numbers likelier: a few nodes are what many others call, as in a real program.
      const to = Math.floor(random() * random() * nodeCount);
      if (to !== node) edges.push({ from: node, to, type: 1 + below(edgeTypes.length - 1) });
    }
  }
  return buildGraph({ names, nodeTypes }, edges);
}
