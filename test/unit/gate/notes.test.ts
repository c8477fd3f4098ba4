import { describe, expect, it } from 'vitest';
import { notesOn, rateBelow, samplesForPercentile, zeroNote } from '../../../lib/gate/notes';
import { madeLimit, noForeign } from './made';

describe('samplesForPercentile', () => {
  it.each([
    [95, 59],
    [99, 299],
    [99.9, 2995],
  ])('needs for p(%d) %d samples', (percentile, samples) => {
    expect(samplesForPercentile(percentile)).toBe(samples);
    // The definition: as many are enough, one fewer is not.
    expect(1 - (percentile / 100) ** samples).toBeGreaterThanOrEqual(0.95);
    expect(1 - (percentile / 100) ** (samples - 1)).toBeLessThan(0.95);
  });
});

describe('rateBelow', () => {
  it.each([10, 100, 100_000])('is no smaller than the exact bound for %d samples, and close to it', (samples) => {
    const exact = 1 - 0.05 ** (1 / samples);
    expect(rateBelow(samples)).toBeGreaterThanOrEqual(exact);
    expect(rateBelow(samples)).toBeLessThan(exact * 1.2);
  });

  it('is no rate above 1', () => {
    expect(rateBelow(2)).toBe(1);
  });
});

describe('notesOn', () => {
  const { pass: _, ...reported } = madeLimit();
  const p99 = madeLimit({ metric: 'task_time', statistic: 'p(99)', pass: { op: '<', value: 100 } });

  it('says what it proves that none was seen', () => {
    expect(notesOn(noForeign(), 'PASS', 0, 250)).toEqual(['0 in 250: at 95 % confidence the rate is below 0.012']);
    expect(zeroNote(3_000_000)).toContain('below 0.000001');
  });

  it.each([
    ['something was seen', noForeign(), 'FAIL', 1],
    ['another number is asked for', madeLimit({ pass: { op: '==', value: 5 } }), 'FAIL', 0],
    ['fewer than some are asked for', madeLimit({ pass: { op: '<', value: 5 } }), 'PASS', 0],
    ['there is no bound', reported, 'REPORTED', 0],
  ] as const)('says nothing of zero when %s', (_when, limit, verdict, value) => {
    expect(notesOn(limit, verdict, value, 250)).toEqual([]);
  });

  it('calls a percentile weak below the samples that bound it', () => {
    const weak = 'weak: 298 samples, 299 are needed to bound p(99) at 95 % confidence';
    expect(notesOn(p99, 'PASS', 80, 298)).toEqual([weak]);
    expect(notesOn(p99, 'FAIL', 180, 298)).toEqual([weak]);
    expect(notesOn(p99, 'PASS', 80, 299)).toEqual([]);
  });

  it('says that no target could answer more often than it is asked', () => {
    const limit = madeLimit({ metric: 'served', statistic: 'count', pass: { op: '>', value: 500 }, offered: 100 });
    expect(notesOn(limit, 'NO DATA', 100, 500)).toEqual([
      'the load asks 100 times a second, so no target can answer more often; raise LOAD_TEST_RPS',
    ]);
  });

  it('says only why, of a limit that was not judged', () => {
    expect(notesOn(p99, 'NO DATA', 80, 5)).toEqual(['5 of at least 100 samples']);
    expect(notesOn({ ...p99, needs: 'METRICS_URL' }, 'SKIPPED', null, 0)).toEqual([
      expect.stringMatching(/^no METRICS_URL: /),
    ]);
  });

  it('says so when the samples are there and the statistic is not', () => {
    expect(notesOn(p99, 'NO DATA', null, 100)).toEqual([
      "k6's summary has no p(99) of task_time; ask for one that it has, such as p(95)",
    ]);
  });
});
