import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateGraph } from '../../../../testbed/graph/generate';
import { search } from '../../../../testbed/graph/search';
import { describeGraph } from '../../../../testbed/graph/stats';
import { traverse } from '../../../../testbed/graph/traverse';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { ask } from '../helpers/http';
import { askSearch, askStats, askTraverse } from './client';

const graph = generateGraph();

describe('the graph API', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0 });
  });
  afterAll(() => testbed.close());

  it('gives the statistics of its graph', async () => {
    expect(await askStats(testbed.httpUrl)).toMatchObject({ status: 200, body: describeGraph(graph) });
  });

  it('finds nodes by words of their names, fifty unless asked for more or less', async () => {
    const { total, nodes } = search(graph, 'test token', 3);
    const { status, body } = await askSearch(testbed.httpUrl, '?query=Test%20token&limit=3');
    const results = nodes.map((node) => ({ id: `node_${node}`, name: graph.names[node], type: expect.any(String) }));
    expect({ status, body }).toEqual({ status: 200, body: { query: 'Test token', total_count: total, results } });
    expect((await askSearch(testbed.httpUrl, '?query=test')).body.results).toHaveLength(50);
    expect((await askSearch(testbed.httpUrl, '?query=test+token&limit=1')).body).toMatchObject({ total_count: total });
  });

  it('traverses from a node to a depth, at most so many nodes', async () => {
    const { nodes, depths } = traverse(graph, 7, 2, 5_000);
    const { status, body } = await askTraverse(testbed.httpUrl, { start_node: 'node_7', max_depth: 2, limit: 5_000 });
    const expected = Array.from(nodes, (node, index) => ({
      id: `node_${node}`,
      name: graph.names[node],
      type: expect.any(String),
      depth: depths[index],
    }));
    expect({ status, body }).toEqual({
      status: 200,
      body: { start_node: 'node_7', max_depth: 2, total_count: nodes.length, truncated: false, nodes: expected },
    });
    const part = await askTraverse(testbed.httpUrl, { start_node: 'node_7', max_depth: 2, limit: 5 });
    expect(part.body).toMatchObject({ total_count: 5, truncated: true, nodes: expected.slice(0, 5) });
  });

  it('traverses three edges far and to a thousand nodes when not told otherwise', async () => {
    const { body } = await askTraverse(testbed.httpUrl, { start_node: 'node_0' });
    expect(body).toMatchObject({ max_depth: 3, total_count: traverse(graph, 0, 3, 1_000).nodes.length });
  });

  it.each([
    ['', '"query" is missing or empty'],
    ['?query=', '"query" is missing or empty'],
    ['?query=%20', '"query" is missing or empty'],
    ['?query=x&limit=0', '"limit": expected a whole number from 1 to 500, got 0'],
    ['?query=x&limit=501', '"limit": expected a whole number from 1 to 500, got 501'],
    ['?query=x&limit=', '"limit": expected a whole number from 1 to 500, got ""'],
    ['?query=x&limit=ten', '"limit": expected a whole number from 1 to 500, got "ten"'],
  ])('answers a search for "%s" with 400', async (query, message) => {
    expect(await askSearch(testbed.httpUrl, query)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
  });

  it.each([
    [400, '[]', 'the body is not an object'],
    [400, '{"start', 'JSON'],
    [400, '{}', '"start_node" is missing'],
    [400, '{"start_node":7}', '"start_node" is missing or no text'],
    [400, '{"start_node":"node_7","depth":2}', '"depth" is not known; known are start_node, max_depth, limit'],
    [400, '{"start_node":"node_7","max_depth":0}', '"max_depth": expected a whole number from 1 to 100, got 0'],
    [400, '{"start_node":"node_7","max_depth":101}', '"max_depth"'],
    [400, '{"start_node":"node_7","max_depth":"2"}', '"max_depth": expected a whole number from 1 to 100, got "2"'],
    [400, '{"start_node":"node_7","max_depth":1.5}', '"max_depth"'],
    [400, '{"start_node":"node_7","limit":5001}', '"limit": expected a whole number from 1 to 5000, got 5001'],
    [404, '{"start_node":"nowhere"}', 'there is no node "nowhere"; there are node_0 to node_9999'],
    [404, '{"start_node":"node_10000"}', 'there is no node "node_10000"'],
  ])('answers with %i a traversal of %s', async (status, body, message) => {
    const { graph: before } = testbed.stats();
    expect(await askTraverse(testbed.httpUrl, body)).toMatchObject({
      status,
      body: { message: expect.stringContaining(message) },
    });
    expect(testbed.stats().graph.answered).toBe(before.answered);
  });

  it('knows no other paths and methods', async () => {
    expect((await ask(`${testbed.httpUrl}/api/graph`)).status).toBe(404);
    expect((await ask(`${testbed.httpUrl}/api/graph/traverse`)).status).toBe(404);
  });
});
