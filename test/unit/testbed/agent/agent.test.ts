import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { eventually, start, timed } from '../helpers/testbed';
import { connectPam } from '../pam/client';
import { askAgent, tellAgent } from './client';

const endpoints = ['metrics/collect', 'analyze', 'optimize'];

describe('the agent API', { timeout: 30_000 }, () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0, agentPort: 0 });
  });
  afterAll(() => testbed.close());

  it.each([
    ['health', { status: 'healthy' }],
    ['config', { agent_id: expect.any(String) }],
    [
      'capabilities',
      {
        capabilities: [
          { name: 'metrics_collection' },
          { name: 'analysis' },
          { name: 'optimization' },
          { name: 'workflows' },
        ],
      },
    ],
    ['workflows', [{ id: 'workflow-1' }, {}, {}]],
  ])('answers GET %s', async (endpoint, body) => {
    expect(await askAgent(testbed.httpUrl, endpoint)).toMatchObject({ status: 200, body });
  });

  it.each(
    endpoints,
  )('answers POST %s about the instance that it names, and about one when it names none', async (endpoint) => {
    const { httpUrl } = testbed;
    const named = await tellAgent(httpUrl, endpoint, { instance_id: 'mine' });
    expect(named).toMatchObject({ status: 200, body: { instance_id: 'mine', status: 'completed' } });
    for (const body of [{}, undefined])
      expect(await tellAgent(httpUrl, endpoint, body)).toMatchObject({
        status: 200,
        body: { instance_id: 'instance-1' },
      });
  });

  it.each(endpoints)('answers POST %s with 400 when the body names no instance', async (endpoint) => {
    for (const body of [[], 'x', { instance_id: 1 }, { instance_id: '' }, { instance_id: 'x'.repeat(201) }])
      expect((await tellAgent(testbed.httpUrl, endpoint, body)).status).toBe(400);
  });

  it('collects for about 100 ms, many at the same time', async () => {
    const ms = await timed(async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => tellAgent(testbed.httpUrl, 'metrics/collect')),
      );
      for (const { body } of answers)
        expect(body).toMatchObject({ samples: 5, process: { resident_mb: expect.any(Number) } });
    });
    expect(ms).toBeGreaterThan(98);
    expect(ms).toBeLessThan(1_000);
  });

  it('is the same on the second port, where the sockets are too', async () => {
    const { agentUrl = '', url } = testbed;
    expect(agentUrl).not.toBe(testbed.httpUrl);
    expect((await askAgent(agentUrl, 'health')).status).toBe(200);
    const ann = await connectPam(agentUrl.replace('http', 'ws'), 'ann');
    const again = await connectPam(url, 'ann');
    ann.say('1', 'a');
    await ann.hear(1);
    expect(await again.history()).toHaveLength(2);
  });
});

describe('the work of the agent API', { timeout: 30_000 }, () => {
  it('leaves GET health quick', async () => {
    const { httpUrl } = await start();
    await tellAgent(httpUrl, 'optimize');
    const work = Promise.all(Array.from({ length: 4 }, () => tellAgent(httpUrl, 'optimize')));
    const waits: number[] = [];
    for (let count = 0; count < 10; count++) waits.push(await timed(() => askAgent(httpUrl, 'health')));
    expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(50);
    await work;
  });

  it('is refused with 503 when too much is waiting, and not done for those who have gone away', async () => {
    const { httpUrl, stats } = await start();
    const controller = new AbortController();
    let refused = 0;
    const answers = Array.from({ length: 72 }, () =>
      tellAgent(httpUrl, 'optimize', {}, controller.signal).then(({ status, retryAfter }) => {
        if (status === 503 && retryAfter === '1') refused++;
      }),
    );
    await eventually(() => refused >= 3);
    controller.abort();
    await Promise.allSettled(answers);
    await eventually(() => stats().agentRequestsInWork === 0);
    expect((await tellAgent(httpUrl, 'optimize')).status).toBe(200);
    const { 200: done = 0, 503: busy = 0, abandoned = 0 } = stats().agent['/api/v1/optimize'] ?? {};
    expect(abandoned).toBeGreaterThan(50);
    expect(done + busy + abandoned).toBe(73);
  });

  it('has a thread that is not there before the first job, and ends with the testbed', async () => {
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    onTestFinished(() => terminate.mockRestore());
    const [idle, busy] = [await start(), await start()];
    await tellAgent(idle.httpUrl, 'metrics/collect');
    await tellAgent(busy.httpUrl, 'analyze');
    void tellAgent(busy.httpUrl, 'optimize').catch(() => undefined);
    await idle.close();
    expect(terminate).toHaveBeenCalledTimes(0);
    await busy.close();
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it('is counted by endpoint and status', async () => {
    const { httpUrl, metricsUrl, defects } = await start();
    await askAgent(httpUrl, 'health');
    await askAgent(httpUrl, 'health');
    await tellAgent(httpUrl, 'analyze', []);
    defects.set(['http-errors=100']);
    await askAgent(httpUrl, 'config');
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toContain('testbed_agent_requests_total{endpoint="/api/v1/health",status="200"} 2\n');
    expect(text).toContain('testbed_agent_requests_total{endpoint="/api/v1/analyze",status="400"} 1\n');
    expect(text).toContain('testbed_agent_requests_total{endpoint="/api/v1/config",status="500"} 1\n');
    expect(text).toContain('testbed_agent_requests_in_work 0\n');
  });
});

describe('the second port', () => {
  it('is there only when it was asked for, where the first one was named', async () => {
    expect((await start()).agentUrl).toBeUndefined();
  });

  it('is closed and freed with the first, and what it let in is cut', async () => {
    const testbed = await start({ agentPort: 0 });
    const { agentUrl = '' } = testbed;
    const ann = await connectPam(agentUrl.replace('http', 'ws'), 'ann');
    await testbed.close();
    expect(await ann.closed).toBe(1001);
    const again = await start({ agentPort: Number(new URL(agentUrl).port) });
    expect(again.agentUrl).toBe(agentUrl);
  });

  it('stops the start when it is in use, and frees the first', async () => {
    const { port: taken } = await start();
    const { port } = await start().then(async (testbed) => {
      await testbed.close();
      return testbed;
    });
    await expect(startTestbed({ port, agentPort: taken })).rejects.toThrow(`port ${taken} on 127.0.0.1 is in use`);
    expect((await start({ port })).port).toBe(port);
  });
});
