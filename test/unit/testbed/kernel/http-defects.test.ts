import { describe, expect, it, vi } from 'vitest';
import { stall } from '../../../../testbed/kernel/defects/process';
import { createThreads } from '../../../../testbed/kernel/threads';
import { post } from '../broadcast/client';
import { askSearch, askStats, askTraverse, openRequest } from '../graph/client';
import { ask } from '../helpers/http';
import { eventually, pause, start, timed } from '../helpers/testbed';

const routes = {
  'slow-graph-stats': (httpUrl: string) => askStats(httpUrl),
  'slow-graph-search': (httpUrl: string) => askSearch(httpUrl, '?query=test'),
  'slow-graph-traverse': (httpUrl: string) => askTraverse(httpUrl, { start_node: 'node_1' }),
  'slow-health': (httpUrl: string) => ask(`${httpUrl}/health`),
  none: (httpUrl: string) => post(httpUrl, '1'),
};

describe('defects of HTTP', () => {
  it.each(Object.keys(routes).filter((name) => name !== 'none'))('%s delays its route and no other', async (defect) => {
    const { httpUrl, defects } = await start({ defects: [`${defect}=40`] });
    const call = Object.entries(routes).find(([name]) => name === defect)?.[1];
    expect(await timed(async () => call?.(httpUrl))).toBeGreaterThan(38);
    defects.set([`${defect}=600000`]);
    for (const [name, other] of Object.entries(routes))
      if (name !== defect) expect((await other(httpUrl)).status).toBe(200);
  });

  it('http-errors fails its share evenly, and nothing of the testbed itself', async () => {
    const { httpUrl } = await start({ defects: ['http-errors=40'] });
    const seen: number[] = [];
    for (let count = 0; count < 10; count++) seen.push((await askStats(httpUrl)).status);
    expect(seen).toEqual([500, 200, 200, 500, 200, 500, 200, 200, 500, 200]);
    expect((await ask(`${httpUrl}/health`)).status).toBe(500);
    expect((await fetch(`${httpUrl}/metrics`)).status).toBe(200);
    expect((await ask(`${httpUrl}/testbed/defects`)).status).toBe(200);
  });

  it('http-errors=100 fails all', async () => {
    const { httpUrl } = await start({ defects: ['http-errors=100'] });
    for (const call of Object.values(routes)) expect((await call(httpUrl)).status).toBe(500);
  });

  it('throttle handles so many a second, however many come at once', async () => {
    const { httpUrl } = await start({ defects: ['throttle=50'] });
    const ms = await timed(() => Promise.all(Array.from({ length: 11 }, () => askStats(httpUrl))));
    expect(ms).toBeGreaterThan(195);
    expect(ms).toBeLessThan(1_000);
  });
});

describe('a request that a defect holds up', () => {
  it.each([
    '/api/graph/stats',
    '/api/v1/health',
  ])('is in work no more when its client has gone away: %s', async (path) => {
    const { httpUrl, stats } = await start({ defects: ['throttle=10'] });
    await fetch(`${httpUrl}${path}`);
    const controller = new AbortController();
    const held = fetch(`${httpUrl}${path}`, { signal: controller.signal }).catch(() => undefined);
    await pause(30);
    controller.abort();
    await held;
    await pause(120);
    expect(stats()).toMatchObject({ requestsInWork: 0, agentRequestsInWork: 0 });
  });
});

describe('defects of overload', () => {
  const together = (count: number, call: () => Promise<unknown>) =>
    Promise.allSettled(Array.from({ length: count }, call));

  it('collapse-under-load is slower for all the more come at once, and refuses nobody', async () => {
    const { httpUrl, defects, stats } = await start({ graphLimit: 50 });
    await together(50, () => askStats(httpUrl));
    defects.set(['collapse-under-load=20']);
    const below = await timed(() => together(20, () => askStats(httpUrl)));
    const above = await timed(() => together(51, () => askStats(httpUrl)));
    expect(above).toBeGreaterThan(below + 100);
    expect(stats().graph).toMatchObject({ answered: 121, refused: 0 });
  });

  it('collapse-under-load works also for those who have gone away', async () => {
    const { httpUrl, stats } = await start({ defects: ['collapse-under-load'] });
    const controller = new AbortController();
    const given = ask(`${httpUrl}/api/graph/stats`, { signal: controller.signal }).catch(() => undefined);
    await eventually(() => stats().requestsInWork === 1);
    controller.abort();
    await given;
    await eventually(() => stats().graph.answered === 1);
    expect(stats().graph.abandoned).toBe(0);
  });

  it('cut-overload cuts the connection of those above its limit', async () => {
    const { port, httpUrl, stats } = await start({ defects: ['cut-overload=2'] });
    const held = [openRequest(port), openRequest(port)];
    await eventually(() => stats().requestsInWork === 2);
    await expect(askStats(httpUrl)).rejects.toThrow('fetch failed');
    for (const sent of held) sent.destroy();
    await eventually(() => stats().requestsInWork === 0);
    expect((await askStats(httpUrl)).status).toBe(200);
    expect(stats().graph).toMatchObject({ answered: 1, refused: 0 });
  });
});

describe('stall', () => {
  it('blocks 1 s after traffic begins and every 10 s after that, only while there is traffic', () => {
    let nowMs = 50_000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    try {
      const pending: { delayMs: number; callback: () => void }[] = [];
      const after = (delayMs: number, callback: () => void) => void pending.push({ delayMs, callback });
      const { request } = stall.start(70, {
        timers: { after },
        threads: createThreads(),
        connections: new Set(),
      });
      let passed = 0;
      const traffic = () => request?.({ route: '/', refuse() {} }, () => passed++);
      const fire = () => {
        const [next] = pending.splice(0);
        nowMs += next?.delayMs ?? 0;
        next?.callback();
        return next?.delayMs;
      };
      traffic();
      traffic();
      expect([pending.length, passed]).toEqual([1, 2]);
      expect(fire()).toBe(1_000);
      expect(wait.mock.calls.map((call) => call[3])).toEqual([70]);
      expect(pending).toEqual([]);
      nowMs += 4_000;
      traffic();
      expect(fire()).toBe(6_000);
      nowMs += 60_000;
      traffic();
      expect(fire()).toBe(0);
      expect(wait).toHaveBeenCalledTimes(3);
    } finally {
      now.mockRestore();
      wait.mockRestore();
    }
  });
});
