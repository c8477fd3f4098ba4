import { beforeEach, describe, expect, it } from 'vitest';
import { memoryGrowth } from '../../../lib/observe/memory-growth';
import { isObserved, scrape } from '../../../lib/observe/scrape';
import { answerWith, type StubResponse } from '../../stubs/k6-http';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';

const url = 'http://target/metrics';
const memory = (memoryMB: number): StubResponse => ({
  status: 200,
  body: `process_resident_memory_bytes ${memoryMB * 1024 * 1024}`,
  error: '',
});

beforeEach(() => {
  resetSamples();
  setEnvironment({ METRICS_URL: url });
});

describe('scrape', () => {
  it('asks METRICS_URL', () => {
    const asked: string[] = [];
    answerWith((address) => {
      asked.push(address);
      return memory(5);
    });
    expect([isObserved(), scrape().memoryMB, asked]).toEqual([true, 5, [url]]);
  });

  it.each<[string, StubResponse, string]>([
    ['does not answer', { status: 0, body: null, error: 'connection refused' }, 'connection refused'],
    ['answers with an error', { ...memory(5), status: 503 }, 'HTTP 503'],
    ['answers with something else', { status: 200, body: '<html></html>', error: '' }, 'HTTP 200 with 13 bytes'],
    ['takes no memory', memory(0), 'above 0, but came: HTTP 200'],
    ['takes less than none', memory(-5), 'memory -5'],
    ['has no memory of its process', { status: 200, body: 'up 1', error: '' }, 'process_resident_memory_bytes'],
  ])('throws what was expected and what came, where the target %s', (_what, response, words) => {
    answerWith(() => response);
    expect(scrape).toThrow(`METRICS_URL ${url} must answer with Prometheus text`);
    expect(scrape).toThrow(words);
  });

  it('is not asked for without METRICS_URL', () => {
    setEnvironment({});
    expect(isObserved()).toBe(false);
  });
});

describe('memoryGrowth', () => {
  /** Looks at a target with this memory, one look after the other. */
  async function look(...memoriesMB: readonly number[]): Promise<void> {
    const step = memoryGrowth();
    for (const memoryMB of memoriesMB) {
      answerWith(() => memory(memoryMB));
      await step();
    }
  }

  it('is the difference of two looks: one sample for each batch, also where memory was given back', async () => {
    await look(100, 130, 120, 125);
    expect(samplesOf('target_memory_growth').map(({ value }) => value)).toEqual([30, -10, 5]);
    expect([sumOf('target_memory_growth_samples'), sumOf('target_memory_samples')]).toEqual([3, 4]);
  });

  it('begins anew with each load', async () => {
    await look(100);
    await look(900);
    expect(samplesOf('target_memory_growth')).toEqual([]);
  });

  it('does nothing without METRICS_URL', async () => {
    setEnvironment({});
    await look(100, 200);
    expect(samplesOf('target_memory_growth')).toEqual([]);
  });

  it('has no sample of a batch behind which the target did not answer, and goes on', async () => {
    const step = memoryGrowth();
    for (const answer of [memory(100), { status: 0, body: null, error: 'connection refused' }, memory(120)]) {
      answerWith(() => answer);
      await step();
    }
    expect(samplesOf('target_memory_growth').map(({ value }) => value)).toEqual([20]);
    expect(sumOf('scrapes_failed')).toBe(1);
  });
});
