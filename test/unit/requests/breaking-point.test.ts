import { describe, expect, it, vi } from 'vitest';
import type { Limit } from '../../../lib/gate/limit';
import { partsOfBrokeFirst } from '../../../lib/load/breaking';
import { ladderUntilBroken } from '../../../lib/load/ladder';
import { findBreakingPoint } from '../../../lib/requests/breaking-point';
import { answerWith, type StubAnswer } from '../../stubs/k6-http';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, runVu, target } from './made';

const endpoints = [endpoint('a'), endpoint('b')] as const;
const levels = [10, 20, 40, 80].map((workers) => ({ name: `${workers} workers`, workers }));
const p95 = (name: string): Limit => ({
  row: 'T01',
  title: 'response time',
  metric: 'response_time',
  tags: { name },
  statistic: 'p(95)',
  pass: { op: '<', value: 50 },
  warn: { op: '<', value: 100 },
  minSamples: 1,
});
const success: Limit = {
  row: 'T02',
  title: 'success',
  metric: 'answer_ok',
  statistic: 'rate',
  pass: { op: '>', value: 0.99 },
  minSamples: 1,
};
const mustKeep = [p95('a'), p95('b'), success];

interface Seen {
  /** Workers of a level, or `confirm`, in the order in which they were held. */
  readonly held: string[];
  readonly largest: number | undefined;
  readonly climbed: number | undefined;
  readonly broke: number | undefined;
  readonly first: (string | undefined)[];
  readonly resources: (string | undefined)[];
}

/** @param answer by the level and by how many levels were held before it. */
async function search(
  answer: (level: string, before: number, name: string) => StubAnswer,
  environment = {},
): Promise<Seen> {
  setEnvironment({ TARGET_URL: 'http://target', ...environment });
  const load = ladderUntilBroken({ levels, each: { levelMs: 1000 }, pauseMs: [100, 100], mustKeep });
  const held: string[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  target(({ params: { tags } }) => {
    // Between two levels there is a rest.
    if (performance.now() - lastMs > 400) held.push(tags.level ?? '');
    lastMs = performance.now();
    return answer(tags.level ?? '', held.length - 1, tags.name ?? '');
  });
  const tookMs = await runVu(findBreakingPoint(endpoints), load);
  expect(tookMs).toBeLessThan(load.maxDurationMs);
  const tagsOf = (tag: string) => samplesOf('broke_first').flatMap(({ tags }) => tags?.[tag] ?? []);
  return {
    held,
    largest: samplesOf('largest_load').at(-1)?.value,
    climbed: samplesOf('climbed_to').at(-1)?.value,
    broke: samplesOf('breaking_load').at(-1)?.value,
    first: tagsOf('what'),
    resources: tagsOf('resource'),
  };
}

const names = (...workers: number[]) => workers.map((count) => `${count} workers`);

onFakeTime();

describe('the search for the breaking point', () => {
  it('climbs to a level that breaks, goes back a step and confirms it', async () => {
    const seen = await search((level) => ({ ms: level === '40 workers' ? 150 : 10 }));
    expect(seen).toEqual({
      held: [...names(10, 20, 40), 'confirm'],
      largest: 20,
      climbed: 20,
      broke: 40,
      first: ['a p(95)', 'b p(95)'],
      resources: ['unknown'],
    });
  });

  it('goes further back where the step does not hold again', async () => {
    const seen = await search((level, before) => ({ ms: level === '80 workers' || before === 4 ? 150 : 10 }));
    expect(seen).toMatchObject({ held: [...names(10, 20, 40, 80), 'confirm', 'confirm'], largest: 20, broke: 80 });
  });

  it('knows of no level that held where the target never comes back', async () => {
    const seen = await search((_level, before) => ({ ms: before >= 2 ? 150 : 10 }));
    expect(seen).toMatchObject({
      held: [...names(10, 20, 40), 'confirm', 'confirm'],
      largest: 0,
      climbed: 20,
      broke: 40,
    });
  });

  it('does not confirm the lowest level where that broke', async () => {
    const seen = await search(() => ({ status: 503 }));
    expect(seen).toMatchObject({ held: names(10), largest: 0, broke: 10, first: ['success'] });
  });

  it('knows of nothing that broke where everything held', async () => {
    expect(await search(() => ({ ms: 10 }))).toEqual({
      held: names(10, 20, 40, 80),
      largest: 80,
      climbed: 80,
      broke: undefined,
      first: [],
      resources: [],
    });
  });

  it('keeps to the acceptable tier', async () => {
    expect((await search(() => ({ ms: 99 }))).largest).toBe(80);
    expect((await search(() => ({ ms: 100 }))).broke).toBe(10);
  });

  it('names only what broke', async () => {
    expect((await search((_level, _before, name) => ({ ms: name === 'b' ? 300 : 10 }))).first).toEqual(['b p(95)']);
  });

  it('ends in time where nothing is ever answered again', async () => {
    const seen = await search((_level, before) =>
      before >= 2 ? { ms: 30_000, status: 0, errorCode: 1050 } : { ms: 5 },
    );
    expect(seen).toMatchObject({ largest: 0, broke: 40 });
  });

  it('scales with LOAD_TEST_USERS', async () => {
    expect(
      (await search((level) => ({ ms: level === '40 workers' ? 150 : 1 }), { LOAD_TEST_USERS: '160' })).broke,
    ).toBe(80);
  });

  it('records nothing of levels that are too short for a request', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    const seen = await search(() => ({}), { LOAD_TEST_DURATION: '1ms' });
    expect(seen).toEqual({
      held: [],
      largest: undefined,
      climbed: undefined,
      broke: undefined,
      first: [],
      resources: [],
    });
    expect(sumOf('largest_load_samples')).toBe(0);
  });

  it('judges an endpoint that was never asked by nothing', async () => {
    // One worker, which gets no further than the first endpoint.
    const seen = await search(() => ({ ms: 5 }), { LOAD_TEST_USERS: '1', LOAD_TEST_DURATION: '90ms' });
    expect(seen.first).toEqual([]);
  });
});

describe('the resource that was used up', () => {
  /** A target that uses so many cores, and whose event loop lags, while it breaks. */
  const figures = (cores: number, lagMs: number) => {
    const from = performance.now();
    answerWith(() => ({
      status: 200,
      error: '',
      body: [
        'process_resident_memory_bytes 1e8',
        `process_cpu_seconds_total ${((performance.now() - from) / 1000) * cores}`,
        `nodejs_eventloop_lag_seconds ${lagMs / 1000}`,
      ].join('\n'),
    }));
  };

  it.each([
    ['cpu', 0.9, 0],
    ['cpu', 0.86, 500],
    ['event-loop', 0.8, 120],
    ['none', 0.8, 80],
  ])('is %s at %d cores and a lag of %i ms', async (resource, cores, lagMs) => {
    figures(cores, lagMs);
    const seen = await search(() => ({ status: 503 }), { METRICS_URL: 'http://target/metrics' });
    expect(seen.resources).toEqual([resource]);
  });

  it('is the CPU of the level itself, without the rest behind it', async () => {
    let busyMs = 0;
    let lastMs = performance.now();
    target();
    answerWith(() => {
      // Busy for the second of the level, idle in the rest.
      busyMs += Math.min(1000, performance.now() - lastMs);
      lastMs = performance.now();
      return {
        status: 200,
        error: '',
        body: `process_resident_memory_bytes 1e8\nprocess_cpu_seconds_total ${busyMs / 1000}`,
      };
    });
    expect((await search(() => ({ status: 503 }), { METRICS_URL: 'http://target/metrics' })).resources).toEqual([
      'cpu',
    ]);
  });

  it('is unknown, and no script error, where the target does not say', async () => {
    let scrapes = 0;
    answerWith(() => {
      scrapes++;
      return { status: 0, body: null, error: 'connection refused' };
    });
    const seen = await search((level) => ({ ms: level === '20 workers' ? 150 : 5 }), {
      METRICS_URL: 'http://target/metrics',
    });
    expect(seen).toMatchObject({ largest: 10, broke: 20, resources: ['unknown'] });
    expect([sumOf('script_errors'), sumOf('scrapes_failed')]).toEqual([0, scrapes]);
  });
});

describe('partsOfBrokeFirst', () => {
  it('names every limit and every resource, in the spelling of k6', () => {
    expect(partsOfBrokeFirst(mustKeep)).toEqual([
      'broke_first{what:a p(95)}',
      'broke_first{what:b p(95)}',
      'broke_first{what:success}',
      'broke_first{resource:cpu}',
      'broke_first{resource:event-loop}',
      'broke_first{resource:none}',
      'broke_first{resource:unknown}',
    ]);
  });
});
