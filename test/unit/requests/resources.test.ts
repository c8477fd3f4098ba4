import { describe, expect, it } from 'vitest';
import { workers } from '../../../lib/load/workers';
import { withResources } from '../../../lib/requests/resources';
import { answerWith } from '../../stubs/k6-http';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, runVu, target } from './made';

const one = [endpoint('one')] as const;

/** What a look finds: cores used since the look before; `undefined`: it fails; `restarted`: another process answers from then on. */
type Found = number | undefined | 'restarted';

/** A run on a target in which each look, of two scrapes, finds this. @param figures what its endpoint has next to memory. */
async function run(
  found: readonly Found[],
  environment: Record<string, string> = {},
  figures = (cpuSeconds: number, startedAt: number) =>
    `process_cpu_seconds_total ${cpuSeconds}\nprocess_start_time_seconds ${startedAt}`,
) {
  setEnvironment({ TARGET_URL: 'http://target', METRICS_URL: 'http://target/metrics', ...environment });
  const came = target();
  let cpuSeconds = 5;
  let startedAt = 1000;
  let looks = 0;
  answerWith(() => {
    const used = looks % 2 === 1 ? found[(looks - 1) / 2] : 0;
    looks++;
    if (used === undefined) return { status: 500, body: '', error: '' };
    if (used === 'restarted') startedAt++;
    cpuSeconds = used === 'restarted' ? 0 : cpuSeconds + used;
    const body = `process_resident_memory_bytes 1e8\n${figures(cpuSeconds, startedAt)}`;
    return { status: 200, error: '', body };
  });
  await runVu(withResources(one), workers({ workers: 1, until: { requestsEach: 100 } }));
  expect(came).toHaveLength(100);
  expect(sumOf('script_errors')).toBe(0);
  const excess = samplesOf('target_cpu_excess').map(({ value }) => Number(value.toFixed(3)));
  return { looks: looks / 2, excess, rests: sumOf('target_rests'), untold: sumOf('target_cpu_untold') };
}

onFakeTime();

describe('the CPU use afterwards', () => {
  it.each<[string, Found[], number, number[]]>([
    ['is what it is above that before', [0.2, 0.25], 2, [0.05]],
    ['is not below nothing', [0.5, 0.1], 2, [0]],
    ['is looked at again until it has returned', [0.1, 1, 0.8, 0.15], 4, [0.05]],
    ['is the last of four looks where it does not', [0.1, 1, 0.9, 0.8, 0.7], 5, [0.6]],
    ['is looked at again where the target did not say', [0.1, undefined, 0.3, 0.1], 4, [0]],
  ])('%s', async (_what, cores, looks, excess) => {
    expect(await run(cores)).toEqual({ looks, excess, rests: 1, untold: 0 });
  });

  it.each<[string, Found[]]>([
    ['before the load', [undefined]],
    ['after it', [0.1, undefined, undefined, undefined, undefined]],
  ])('is not known, and no script error, where the target said nothing %s', async (_when, cores) => {
    expect(await run(cores)).toMatchObject({ excess: [], rests: 0, untold: 0 });
    expect(sumOf('scrapes_failed')).toBeGreaterThan(0);
  });

  it('is not known where the target restarts while it burns a core: another process at rest is not this one', async () => {
    expect(await run([0.1, 'restarted', 0, 0, 0])).toMatchObject({ excess: [], rests: 0, untold: 0 });
    expect(sumOf('target_other_process')).toBeGreaterThan(0);
  });

  it('is not known where the target restarts during the load', async () => {
    expect(await run(['restarted', 0, 0, 0, 0])).toMatchObject({ excess: [], rests: 0 });
  });

  it('is not asked for where the target does not report it, which is counted', async () => {
    expect(await run([0, 0, 0], {}, () => '')).toEqual({ looks: 0.5, excess: [], rests: 1, untold: 1 });
  });

  it('is not asked for without METRICS_URL', async () => {
    expect(await run([], { METRICS_URL: '' })).toEqual({ looks: 0, excess: [], rests: 0, untold: 0 });
  });
});
