import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { busyAfterLoad } from '../../../../testbed/agent/defects/load';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { createTimers } from '../../../../testbed/kernel/timers';
import { askStats } from '../graph/client';
import { start, timed } from '../helpers/testbed';
import { askAgent, tellAgent } from './client';

const calls: Record<string, (httpUrl: string) => Promise<{ status: number }>> = {
  'slow-agent-health': (httpUrl) => askAgent(httpUrl, 'health'),
  'slow-agent-config': (httpUrl) => askAgent(httpUrl, 'config'),
  'slow-agent-capabilities': (httpUrl) => askAgent(httpUrl, 'capabilities'),
  'slow-agent-workflows': (httpUrl) => askAgent(httpUrl, 'workflows'),
  'slow-agent-collection': (httpUrl) => tellAgent(httpUrl, 'metrics/collect'),
  'slow-agent-analysis': (httpUrl) => tellAgent(httpUrl, 'analyze'),
  'slow-agent-optimization': (httpUrl) => tellAgent(httpUrl, 'optimize'),
};

describe('defects of one endpoint', { timeout: 30_000 }, () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0 });
  });
  afterAll(() => testbed.close());

  it.each(Object.entries(calls))('%s delays its endpoint and no other', async (defect, call) => {
    const { httpUrl, defects } = testbed;
    defects.set([`${defect}=250`]);
    expect(await timed(() => call(httpUrl))).toBeGreaterThan(248);
    defects.set([`${defect}=600000`]);
    const others = Object.entries(calls).filter(([name]) => name !== defect);
    const answers = await Promise.all(others.map(([, other]) => other(httpUrl)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });
});

describe('defects of the agent API', () => {
  it('no-workflows hides the list and nothing else', async () => {
    const { httpUrl } = await start({ defects: ['no-workflows'] });
    expect((await askAgent(httpUrl, 'workflows')).status).toBe(404);
    expect((await askAgent(httpUrl, 'health')).status).toBe(200);
  });

  it('fail-above answers 500 to those that come while so many are in work, and takes its time over the others', async () => {
    const { httpUrl, stats } = await start({ defects: ['fail-above=5'] });
    const together = async (count: number) => {
      const answers = await Promise.all(Array.from({ length: count }, () => askAgent(httpUrl, 'health')));
      return answers.filter(({ status }) => status === 500).length;
    };
    expect(await together(5)).toBe(0);
    expect(await together(40)).toBeGreaterThan(5);
    expect(stats().agentRequestsInWork).toBe(0);
    expect(await timed(() => askAgent(httpUrl, 'health'))).toBeGreaterThan(18);
    expect((await askStats(httpUrl)).status).toBe(200);
  });

  it('keep-requests keeps touched memory for each request, a gigabyte at most', async () => {
    const { httpUrl } = await start({ defects: ['keep-requests=500'] });
    const alloc = vi.spyOn(Buffer, 'alloc').mockReturnValue(Buffer.from(''));
    onTestFinished(() => alloc.mockRestore());
    for (let count = 0; count < 4; count++) await askAgent(httpUrl, 'health');
    await askStats(httpUrl);
    expect(alloc.mock.calls.filter(([, fill]) => fill !== undefined)).toEqual(Array(2).fill([500 * 1024 * 1024, 1]));
  });

  it.each(['http-errors=100', 'throttle=20'])('%s works on them too', async (defect) => {
    const { httpUrl } = await start({ defects: [defect] });
    const statuses: number[] = [];
    const ms = await timed(async () => {
      for (let count = 0; count < 3; count++) statuses.push((await askAgent(httpUrl, 'health')).status);
    });
    if (defect.startsWith('http-errors')) expect(statuses).toEqual([500, 500, 500]);
    else expect(ms).toBeGreaterThan(98);
  });
});

describe('busy-after-load', () => {
  function createScene() {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const started: unknown[] = [];
    const threads = { start: ({ href }: URL, data: unknown) => started.push(href.split('/').at(-1), data) as never };
    const { agentRequest } = busyAfterLoad.start(7, {
      timers: createTimers(),
      threads,
      connections: new Set(),
    });
    const request = () => agentRequest?.({ inWork: 1, refuse() {} }, () => {});
    return { started, request };
  }

  it('begins 300 ms after the last request of the first load, once', () => {
    const { started, request } = createScene();
    vi.advanceTimersByTime(5_000);
    for (let count = 0; count < 25; count++) {
      request();
      vi.advanceTimersByTime(299);
    }
    expect(started).toEqual([]);
    vi.advanceTimersByTime(3);
    expect(started).toEqual(['burn.ts', 7]);
    for (let count = 0; count < 25; count++) request();
    vi.advanceTimersByTime(5_000);
    expect(started).toEqual(['burn.ts', 7]);
  });

  it('takes a look at the target before the load for no load', () => {
    const { started, request } = createScene();
    request();
    vi.advanceTimersByTime(5_000);
    expect(started).toEqual([]);
  });
});
