import { describe, expect, it } from 'vitest';
import { ask } from '../helpers/http';
import { eventually, pause, start, timed } from '../helpers/testbed';
import { askStats, askTraverse, openRequest } from './client';

describe('overload protection', () => {
  it('refuses requests above the limit at once with 503 and Retry-After, and admits again when there is room', async () => {
    const { port, httpUrl, stats } = await start({ graphLimit: 3 });
    const held = [openRequest(port), openRequest(port), openRequest(port)];
    await eventually(() => stats().requestsInWork === 3);
    for (const { status, retryAfter, body } of [await askStats(httpUrl), await askTraverse(httpUrl, '{}')]) {
      expect([status, retryAfter]).toEqual([503, '1']);
      expect(body.message).toBe('3 requests are in work, which is the limit; come back later');
    }
    held[0]?.destroy();
    await eventually(() => stats().requestsInWork === 2);
    expect((await askStats(httpUrl)).status).toBe(200);
    expect(stats()).toMatchObject({ requestsInWork: 2, graph: { answered: 1, refused: 2 } });
    for (const sent of held) sent.destroy();
    await eventually(() => stats().requestsInWork === 0);
  });

  it('leaves /health and broadcasts alone', async () => {
    const { port, httpUrl, stats } = await start({ graphLimit: 1 });
    const held = openRequest(port);
    await eventually(() => stats().requestsInWork === 1);
    expect((await ask(`${httpUrl}/health`)).status).toBe(200);
    const posted = await ask(`${httpUrl}/api/broadcast`, {
      method: 'POST',
      body: '1',
      headers: { 'content-type': 'application/json' },
    });
    expect(posted.status).toBe(200);
    held.destroy();
  });

  it('answers everybody below the limit, and counts what is in work back to nothing', async () => {
    const { httpUrl, stats } = await start();
    const answers = await Promise.all(Array.from({ length: 100 }, () => askStats(httpUrl)));
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    await eventually(() => stats().requestsInWork === 0);
    expect(stats().graph).toEqual({ answered: 100, invalid: 0, refused: 0, abandoned: 0 });
  });

  it('does no work for a client that has gone away', async () => {
    // It holds each request for a moment, in which a client can go away.
    const { httpUrl, stats } = await start({ defects: ['cut-overload=1000'] });
    expect((await askStats(httpUrl)).status).toBe(200);
    const controller = new AbortController();
    const given = ask(`${httpUrl}/api/graph/stats`, { signal: controller.signal }).catch(() => undefined);
    await eventually(() => stats().requestsInWork === 1);
    controller.abort();
    await given;
    await eventually(() => stats().requestsInWork === 0);
    await pause(40);
    expect(stats().graph).toMatchObject({ answered: 1, abandoned: 1 });
  });

  it('lets /health in between the turns of many traversals', async () => {
    const { httpUrl } = await start();
    const body = { start_node: 'node_0', max_depth: 100, limit: 1_000 };
    await Promise.all([askTraverse(httpUrl, body), ask(`${httpUrl}/health`)]);
    let isDone = false;
    const all = Promise.all(Array.from({ length: 50 }, () => askTraverse(httpUrl, body))).then(() => {
      isDone = true;
    });
    await timed(() => ask(`${httpUrl}/health`));
    expect(isDone).toBe(false);
    await all;
  });
});
