import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observerExecutor, observeTarget } from '../../../lib/observe/observer';
import type { TargetFigures } from '../../../lib/observe/target-figures';
import exec from '../../stubs/k6-execution';
import { answerWith } from '../../stubs/k6-http';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from '../websocket/made';

const baseline: TargetFigures = {
  memoryMB: 100,
  cpuSeconds: 10,
  connections: 0,
  eventLoopLagMs: 1,
  startedAt: undefined,
};

const exposition = (figures: { memoryMB?: number; cpuSeconds?: number; connections?: number; startedAt?: number }) =>
  [
    `process_resident_memory_bytes ${(figures.memoryMB ?? 100) * 1024 * 1024}`,
    `process_cpu_seconds_total ${figures.cpuSeconds ?? 10}`,
    figures.connections === undefined ? '' : `open_connections ${figures.connections}`,
    figures.startedAt === undefined ? '' : `process_start_time_seconds ${figures.startedAt}`,
  ].join('\n');

const values = (name: string) => samplesOf(name).map(({ value }) => value);

/** Observes a target that answers one scrape after the other like this; the load ends with the last of them. */
async function observe(answers: readonly (string | undefined)[], from = baseline): Promise<void> {
  exec.instance.vusActive = 2;
  let scrapes = 0;
  answerWith(() => {
    const body = answers[scrapes++];
    if (scrapes === answers.length) exec.instance.vusActive = 1;
    return body === undefined ? { status: 0, body: null, error: 'timeout' } : { status: 200, body, error: '' };
  });
  const running = observeTarget(madeLoad({ users: 50 }), from);
  await vi.runAllTimersAsync();
  await running;
  // A target that never answered during the load is asked five times more.
  expect(scrapes).toBe(answers.length + (answers.every((answer) => answer === undefined) ? 5 : 0));
}

beforeEach(() => {
  vi.useFakeTimers();
  resetSamples();
  setEnvironment({ METRICS_URL: 'http://target/metrics' });
});
afterEach(() => {
  exec.instance.vusActive = 1;
  vi.useRealTimers();
});

describe('observeTarget', () => {
  it('scrapes once a second until no VU but its own is active', async () => {
    const startedMs = performance.now();
    await observe([exposition({ connections: 5 }), exposition({ connections: 7 }), exposition({ connections: 2 })]);
    expect(Math.round(performance.now() - startedMs)).toBe(3000);
    expect([values('target_memory'), values('target_connections')]).toEqual([
      [100, 100, 100],
      [5, 7, 2],
    ]);
    expect([sumOf('target_memory_samples'), sumOf('target_connections_samples')]).toEqual([3, 3]);
  });

  it('gives the shares of what the target may use, and its connections to its database', async () => {
    const from = { ...baseline, cores: 2, memoryLimitMB: 200, databaseConnections: 5 };
    const limits = 'testbed_cores 2\nmachine_memory_bytes 209715200\ndatabase_connections 20';
    await observe([`${exposition({ cpuSeconds: 11, memoryMB: 150 })}\n${limits}`], from);
    expect([values('target_cpu_share'), values('target_memory_share'), values('target_database_connections')]).toEqual([
      [0.5],
      [0.75],
      [20],
    ]);
    const untold = ['target_cores_untold', 'target_memory_limit_untold', 'target_database_untold'];
    expect(untold.map((name) => sumOf(name))).toEqual([0, 0, 0]);
  });

  it('notes what the target does not say of what it may use', async () => {
    await observe([exposition({})]);
    const untold = ['target_cores_untold', 'target_memory_limit_untold', 'target_database_untold'];
    expect(untold.map((name) => sumOf(name))).toEqual([1, 1, 1]);
    expect(values('target_memory_share')).toEqual([]);
  });

  /** Observes a load whose VUs are active in this time. @returns when the target was scraped. */
  async function scrapedOver(fromMs: number, toMs: number): Promise<readonly number[]> {
    exec.instance.vusActive = fromMs > 0 ? 1 : 2;
    const scraped: number[] = [];
    const startedMs = performance.now();
    answerWith(() => {
      scraped.push(Math.round(performance.now() - startedMs));
      return { status: 200, body: exposition({ cpuSeconds: 10 + scraped.length / 2 }), error: '' };
    });
    const activeAre = (count: number, afterMs: number) =>
      setTimeout(() => {
        exec.instance.vusActive = count;
      }, afterMs);
    if (fromMs > 0) activeAre(2, fromMs);
    activeAre(1, toMs);
    const running = observeTarget(madeLoad(), baseline);
    await vi.runAllTimersAsync();
    await running;
    return scraped;
  }

  it.each([
    [1250, 1300, []],
    [1750, 1800, ['0.625000']],
  ])('scrapes once more as soon as a load of %i ms is over, and takes its CPU where there was time for it', async (endsMs, atMs, cores) => {
    expect(await scrapedOver(0, endsMs)).toEqual([1000, atMs]);
    expect(values('target_cpu').map((share) => share.toFixed(6))).toEqual(['0.500000', ...cores]);
  });

  it('does not take a load that has not begun for one that is over', async () => {
    expect(await scrapedOver(300, 1450)).toEqual([1000, 1500]);
  });

  it('takes the CPU from scrape to scrape, from the baseline on, also over one that failed', async () => {
    await observe([exposition({ cpuSeconds: 10.5 }), undefined, exposition({ cpuSeconds: 12.5 })]);
    expect(values('target_cpu').map((share) => share.toFixed(6))).toEqual(['0.500000', '1.000000']);
  });

  it('gives the growth of memory at its peak for each connection at their peak', async () => {
    await observe([
      exposition({ memoryMB: 110, connections: 20 }),
      exposition({ memoryMB: 140, connections: 10 }),
      exposition({ memoryMB: 90, connections: 0 }),
    ]);
    expect([values('target_memory_per_connection'), sumOf('target_memory_per_connection_samples')]).toEqual([[2], 1]);
  });

  it('counts no connection that was open before the load', async () => {
    const busy = { ...baseline, connections: 1000 };
    await observe([exposition({ memoryMB: 140, connections: 1020 })], busy);
    expect(values('target_memory_per_connection')).toEqual([2]);
    await observe([exposition({ memoryMB: 140, connections: 1000 })], busy);
    expect(values('target_memory_per_connection')).toEqual([2]);
  });

  it('counts one connection for each user where the target does not say', async () => {
    await observe([exposition({ memoryMB: 150 })]);
    expect(values('target_memory_per_connection')).toEqual([1]);
  });

  it('has no negative growth', async () => {
    await observe([exposition({ memoryMB: 60, connections: 4 })]);
    expect(values('target_memory_per_connection')).toEqual([0]);
  });

  it('gives no figure for each connection, hence NO DATA, where no scrape or no connection was seen', async () => {
    await observe([undefined, undefined]);
    expect([values('target_memory_per_connection'), sumOf('scrapes_failed')]).toEqual([[], 2 + 5]);
    await observe([exposition({ connections: 0 })]);
    await observe([exposition({ connections: 4 })], { ...baseline, memoryMB: undefined });
    expect(values('target_memory_per_connection')).toEqual([]);
  });
});

describe('a target of more than one process', () => {
  const first = { ...baseline, startedAt: 1000 };

  it('that restarted is not compared with what it was: neither its CPU nor its memory', async () => {
    await observe(
      [
        exposition({ cpuSeconds: 11, startedAt: 1000 }),
        exposition({ cpuSeconds: 0.2, memoryMB: 400, startedAt: 2000 }),
      ],
      first,
    );
    expect(values('target_cpu').map((cores) => cores.toFixed(6))).toEqual(['1.000000']);
    expect([values('target_memory_rise'), values('target_memory_per_connection')]).toEqual([[], []]);
    expect(sumOf('target_other_process')).toBeGreaterThan(0);
  });

  it('that does not say when it started is known by a CPU time that falls', async () => {
    await observe([exposition({ cpuSeconds: 3 }), exposition({ cpuSeconds: 4 })]);
    expect(values('target_cpu').map((cores) => cores.toFixed(6))).toEqual(['1.000000']);
    expect(values('target_memory_rise')).toEqual([]);
  });

  it('whose workers answer in turn has each compared with itself', async () => {
    const worker = (startedAt: number, cpuSeconds: number) => exposition({ startedAt, cpuSeconds });
    await observe([worker(2000, 500), worker(1000, 11), worker(2000, 501), worker(1000, 12)], first);
    expect(values('target_cpu').map((cores) => cores.toFixed(3))).toEqual(['0.500', '0.500', '0.500']);
    expect(values('target_memory_rise')).toEqual([]);
  });
});

describe('observerExecutor', () => {
  it('is one VU that may run as long as the load, its grace included', () => {
    setEnvironment({});
    expect(observerExecutor(madeLoad({ maxDurationMs: 60_000.4 }))).toEqual({
      executor: 'per-vu-iterations',
      exec: 'observe',
      vus: 1,
      iterations: 1,
      maxDuration: '62001ms',
      gracefulStop: '0s',
    });
  });

  it('is one VU for each runner of a distributed run', () => {
    setEnvironment({ PARALLELISM: '4' });
    expect(observerExecutor(madeLoad())).toMatchObject({ vus: 4 });
  });
});
