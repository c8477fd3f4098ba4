import { describe, expect, it } from 'vitest';
import { workers } from '../../../lib/load/workers';
import { withResources } from '../../../lib/requests/resources';
import { answerWith } from '../../stubs/k6-http';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, runVu, target } from './made';

const one = [endpoint('one')] as const;

/** A run on a target that uses so many cores between one look and the next; undefined: the look after it fails. */
async function run(cores: readonly (number | undefined)[], environment: Record<string, string> = {}) {
  setEnvironment({ TARGET_URL: 'http://target', METRICS_URL: 'http://target/metrics', ...environment });
  const came = target();
  let cpuSeconds = 0;
  let looks = 0;
  answerWith(() => {
    // Two scrapes make a look.
    const used = looks % 2 === 1 ? cores[(looks - 1) / 2] : 0;
    looks++;
    if (used === undefined) return { status: 500, body: '', error: '' };
    cpuSeconds += used;
    return {
      status: 200,
      error: '',
      body: `process_resident_memory_bytes 1e8\nprocess_cpu_seconds_total ${cpuSeconds}`,
    };
  });
  await runVu(withResources(one), workers({ workers: 1, until: { requestsEach: 100 } }));
  expect(came).toHaveLength(100);
  expect(sumOf('script_errors')).toBe(0);
  return { looks: looks / 2, excess: samplesOf('target_cpu_excess').map(({ value }) => Number(value.toFixed(3))) };
}

onFakeTime();

describe('the CPU use afterwards', () => {
  it.each<[string, (number | undefined)[], number, number[]]>([
    ['is what it is above that before', [0.2, 0.25], 2, [0.05]],
    ['is not below nothing', [0.5, 0.1], 2, [0]],
    ['is looked at again until it has returned', [0.1, 1, 0.8, 0.15], 4, [0.05]],
    ['is the last of four looks where it does not', [0.1, 1, 0.9, 0.8, 0.7], 5, [0.6]],
    ['is looked at again where the target did not say', [0.1, undefined, 0.3, 0.1], 4, [0]],
  ])('%s', async (_what, cores, looks, excess) => {
    expect(await run(cores)).toEqual({ looks, excess });
  });

  it.each<[string, (number | undefined)[]]>([
    ['before the load', [undefined]],
    ['after it', [0.1, undefined, undefined, undefined, undefined]],
  ])('is not known, and no script error, where the target said nothing %s', async (_when, cores) => {
    expect((await run(cores)).excess).toEqual([]);
    expect(sumOf('scrapes_failed')).toBeGreaterThan(0);
  });

  it('is not asked for without METRICS_URL', async () => {
    expect(await run([], { METRICS_URL: '' })).toEqual({ looks: 0, excess: [] });
  });
});
