import { describe, expect, it } from 'vitest';
import { Seconds } from '../../../lib/requests/seconds';

/** Of a load of so many seconds from 1000 ms on. @param atMs moments of good answers. */
function worst(seconds: number, atMs: readonly number[]): number | undefined {
  const counted = new Seconds(1000, seconds * 1000);
  for (const ms of atMs) counted.answer(true, 1000 + ms);
  return counted.worst();
}
/** Moments between two, evenly. */
const every = (betweenMs: number, fromMs: number, toMs: number): number[] =>
  Array.from({ length: Math.round((toMs - fromMs) / betweenMs) }, (_, index) => fromMs + index * betweenMs);

describe('the worst second', () => {
  it.each<[string, number, number, readonly number[]]>([
    ['is as good as all others of a steady load', 5, 100, every(10, 0, 5000)],
    ['has nothing where a target hangs', 5, 0, every(10, 0, 3000)],
    ['begins anywhere', 5, 0, [...every(10, 0, 1500), ...every(10, 2550, 5000)]],
    ['has what is left beside a short pause', 5, 70, [...every(10, 0, 2200), ...every(10, 2500, 5000)]],
    ['begins with the first answer', 5, 100, every(10, 3000, 8000)],
    ['is not behind a slow first answer', 5, 100, [900, ...every(10, 901, 5100)]],
    ['is a rate of less than a second', 0.5, 100, every(10, 0, 500)],
    ['has the length of a second where a load has more', 2.7, 100, every(10, 0, 2700)],
  ])('%s', (_what, seconds, expected, atMs) => {
    expect(worst(seconds, atMs)).toBeCloseTo(expected, 6);
  });

  it('has nothing where nothing came, or nothing good', () => {
    expect(worst(5, [])).toBe(0);
    const refusing = new Seconds(0, 2000);
    for (const ms of every(10, 0, 2000)) refusing.answer(false, ms);
    expect(refusing.worst()).toBe(0);
  });

  it('is unknown of a load that is shorter than a tenth of a second', () => {
    expect(worst(0.05, [1, 2])).toBeUndefined();
  });
});
