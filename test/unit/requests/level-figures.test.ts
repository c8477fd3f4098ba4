import { describe, expect, it } from 'vitest';
import type { ResolvedLimit } from '../../../lib/gate/limit';
import { LevelFigures, percentile } from '../../../lib/requests/level-figures';
import { notSent } from '../../../lib/requests/request';
import { seeded } from '../seeded';
import { endpoint } from './made';

const answer = (tookMs: number) => ({ ok: true, came: true, tookMs, refusedCleanly: false });
const limit = (changes: Partial<ResolvedLimit>): ResolvedLimit => ({
  row: 'T01',
  title: 'response time',
  metric: 'response_time',
  tags: { name: 'b' },
  statistic: 'p(95)',
  minSamples: 1,
  ...changes,
});
const below = (value: number) => ({ op: '<', value }) as const;

/** Answers of one of two endpoints, and how long each took. */
function figures(timesMs: readonly number[], failed = 0): LevelFigures {
  const level = new LevelFigures();
  for (const timeMs of timesMs) level.add(answer(timeMs), endpoint('b'));
  for (let count = 0; count < failed; count++) level.add(notSent, endpoint('b'));
  return level;
}

/** As k6's TrendSink does it (internal/../metrics/sink.go, TrendSink.P). */
function asK6(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  if (sorted.length === 1) return sorted[0];
  const index = (percent / 100) * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(index)], sorted[Math.ceil(index)]];
  return low + (high - low) * (index - Math.floor(index));
}

describe('percentile', () => {
  it('lies between the nearest two, as k6 takes it', () => {
    expect(percentile([10, 1], 50)).toBe(5.5);
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 95)).toBeCloseTo(9.55, 10);
    expect(percentile([100, 9, 20], 100)).toBe(100);
    expect(percentile([7], 95)).toBe(7);
    expect(percentile([], 95)).toBeUndefined();
    const random = seeded(5);
    for (let count = 1; count < 60; count++) {
      const values = Array.from({ length: count }, () => random(2000));
      for (const percent of [0, 50, 90, 95, 99.9, 100])
        expect(percentile(values, percent)).toBeCloseTo(asK6(values, percent) ?? Number.NaN, 9);
    }
  });
});

describe('a level', () => {
  it.each([
    [[10, 20, 30], below(40), undefined, true],
    [[10, 20, 50], below(40), undefined, false],
    [[10, 20, 50], below(40), below(60), true],
    [[10, 20, 70], below(40), below(60), false],
  ])('of answers in %j ms keeps %j, acceptable %j: %s', (times, pass, warn, kept) => {
    expect(figures(times).keep(limit({ pass, ...(warn && { warn }) }))).toBe(kept);
  });

  it.each([
    [99, 1, true],
    [98, 2, false],
  ])('with %i successes and %i failures keeps a share of 99 %%: %s', (good, failed, kept) => {
    const share = limit({ metric: 'answer_ok', statistic: 'rate', pass: { op: '>=', value: 0.99 } });
    expect(figures(Array(good).fill(1), failed).keep(share)).toBe(kept);
  });

  it('does not take what was never sent for a fast answer', () => {
    expect(figures([100, 100], 50).keep(limit({ pass: below(99) }))).toBe(false);
  });

  it('takes no time of a failure', () => {
    const level = new LevelFigures();
    for (let count = 0; count < 9; count++) level.add({ ...answer(1), ok: false }, endpoint('b'));
    level.add(answer(100), endpoint('b'));
    expect(level.keep(limit({ pass: below(99) }))).toBe(false);
  });

  it('breaks no limit of an endpoint that was never asked, and has no success without a request', () => {
    expect(figures([5]).keep(limit({ tags: { name: 'a' }, pass: below(1) }))).toBe(true);
    expect(figures([]).keep(limit({ metric: 'answer_ok', statistic: 'rate', pass: { op: '>', value: 0 } }))).toBe(
      false,
    );
  });

  it('keeps a limit without a bound', () => {
    expect(figures([5]).keep(limit({}))).toBe(true);
  });

  it.each([
    [{ statistic: 'avg' }, 'avg of response_time{name:b}'],
    [{ metric: 'served', statistic: 'count' }, 'count of served{name:b}'],
  ] as const)('says by what it cannot be judged: %j', (changes, words) => {
    expect(() => figures([5]).keep(limit({ ...changes, pass: below(1) }))).toThrow(words);
  });
});
