import { describe, expect, it } from 'vitest';
import { weighted } from '../../../lib/requests/weighted';
import { endpoint } from './made';

const round = (...weights: number[]): string =>
  weighted(
    ...(weights.map((weight, index) => [endpoint('abcd'[index] ?? ''), weight]) as unknown as Parameters<
      typeof weighted
    >),
  )
    .map(({ name }) => name)
    .join('');

describe('weighted', () => {
  it.each([
    [[10, 5, 5, 2], 22],
    [[1, 1], 2],
    [[3], 3],
    [[100, 1], 101],
  ])('asks each as often as its weight in a round: %j', (weights, length) => {
    const asked = round(...weights);
    expect(asked).toHaveLength(length);
    expect(weights.map((_weight, index) => asked.split('abcd'[index] ?? '').length - 1)).toEqual(weights);
  });

  it('spreads them', () => {
    expect(round(2, 1)).toBe('aba');
    expect(round(4, 2)).toBe('abaaba');
    // No half of a round has more than its share by more than one.
    const [first, second] = [round(10, 5, 5, 2).slice(0, 11), round(10, 5, 5, 2).slice(11)];
    for (const name of 'abcd')
      expect(Math.abs(first.split(name).length - second.split(name).length)).toBeLessThanOrEqual(1);
  });
});
