import { describe, expect, it } from 'vitest';
import { measureCpuUse, saturationOf, type UsageSample } from '../../../cli/watch/saturation';

/** One sample each half second. @param shares of one core that k6 used before each sample. */
function samplesOf(
  shares: readonly number[],
  options: { loading?: readonly boolean[]; waits?: readonly number[] } = {},
) {
  const samples: UsageSample[] = [
    { atMs: 0, cpuMs: 0, waitMs: 0, memoryMB: 50, loading: options.loading?.[0] ?? true },
  ];
  for (const [index, share] of shares.entries()) {
    const { cpuMs = 0, waitMs = 0 } = samples.at(-1) ?? {};
    samples.push({
      atMs: (index + 1) * 500,
      cpuMs: cpuMs + share * 500,
      waitMs: waitMs + (options.waits?.[index] ?? 0) * 500,
      memoryMB: 50,
      loading: options.loading?.[index + 1] ?? true,
    });
  }
  return samples;
}

const judge = (samples: readonly UsageSample[], cores = 1) => saturationOf(measureCpuUse(samples, cores), cores);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('saturationOf', () => {
  it('finds k6 on hot cores for three seconds in a row', () => {
    const found = judge(samplesOf([...times(20, 0.2), ...times(6, 0.97), ...times(20, 0.2)]));
    expect(found?.cause).toBe('generator');
    expect(found?.message).toMatch(/90 % of its one core for 3\.0 s in a row \(it got 97 % at most\).*Use fewer users/);
  });

  it('passes a burst of two and a half seconds in a long load', () => {
    expect(judge(samplesOf([...times(20, 0.2), ...times(5, 0.97), ...times(20, 0.2)]))).toBeUndefined();
  });

  it('finds k6 hot for more than half of a short load', () => {
    expect(judge(samplesOf([0.99, 0.99, 0.99, 0.2]))?.message).toMatch(/1\.5 s of the load's 2\.0 s/);
    expect(judge(samplesOf([0.99, 0.99, 0.2, 0.2]))).toBeUndefined();
  });

  it('leaves a load of less than two seconds to the lag', () => {
    expect(judge(samplesOf([1, 1, 1]))).toBeUndefined();
  });

  it('does not count what k6 used while it compiled the script and ran setup()', () => {
    const loading = [...times(10, false), ...times(11, true)];
    expect(judge(samplesOf([...times(10, 1), ...times(10, 0.1)], { loading }))).toBeUndefined();
  });

  it('does not join stretches across a phase that is not the load', () => {
    const loading = [...times(5, true), false, ...times(5, true), ...times(20, true)];
    expect(judge(samplesOf([...times(10, 1), ...times(20, 0)], { loading }))).toBeUndefined();
  });

  it('is relative to the cores that k6 may use', () => {
    expect(judge(samplesOf(times(20, 1.0)), 2)).toBeUndefined();
    expect(judge(samplesOf(times(20, 1.9)), 2)?.message).toMatch(/its 2 cores/);
  });

  it('counts the time for which k6 waited while others had its core', () => {
    expect(judge(samplesOf(times(10, 0.6)))).toBeUndefined();
    expect(judge(samplesOf(times(10, 0.6), { waits: times(10, 0.4) }))?.message).toMatch(/it got 60 % at most/);
  });

  it('has nothing to say without samples', () => {
    expect(judge([])).toBeUndefined();
    expect(measureCpuUse([], 1).peakShare).toBeNull();
  });
});

it('takes the peak over at least a second', () => {
  expect(measureCpuUse(samplesOf([0.2, 1, 0.2, 0.2]), 1).peakShare).toBeCloseTo(0.6);
});
