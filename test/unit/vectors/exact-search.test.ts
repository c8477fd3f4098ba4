import { describe, expect, it } from 'vitest';
import { ExactSearch } from '../../../lib/vectors/exact-search';
import { seededVectors } from '../../../lib/vectors/seeded-vectors';

const numbersOf = (text: string): number[] => text.split(',').map(Number);

function cosine(one: readonly number[], other: readonly number[]): number {
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

describe('seededVectors()', () => {
  const vectors = seededVectors(42);

  it('gives the same vectors for the same seed, and others for another', () => {
    expect(seededVectors(42).vector(17).text()).toBe(vectors.vector(17).text());
    expect(seededVectors(43).vector(17).text()).not.toBe(vectors.vector(17).text());
  });

  it('gives as many numbers as dimensions, of a length near 1', () => {
    const lengths = Array.from({ length: 100 }, (_, id) => {
      const numbers = numbersOf(vectors.vector(id).text());
      expect(numbers).toHaveLength(1536);
      return Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
    });
    expect(Math.min(...lengths)).toBeGreaterThan(0.7);
    expect(Math.max(...lengths)).toBeLessThan(1.3);
  });

  it('gives the same numbers as 32-bit floats', () => {
    const bytes = Buffer.from(vectors.vector(3).base64(), 'base64');
    const floats = Array.from({ length: 1536 }, (_, index) => bytes.readFloatLE(index * 4));
    const numbers = numbersOf(vectors.vector(3).text());
    for (const [index, value] of floats.entries()) expect(Math.abs(value - (numbers[index] ?? 0))).toBeLessThan(1e-5);
  });

  it('turns latent figures into the same angles', () => {
    for (const [one, other] of [
      [0, 200],
      [0, 1],
      [-1, 7],
    ] as const)
      expect(cosine(numbersOf(vectors.vector(one).text()), numbersOf(vectors.vector(other).text()))).toBeCloseTo(
        cosine(vectors.latent(one), vectors.latent(other)),
        4,
      );
  });

  it('refuses dimensions that it cannot cut', () => {
    expect(() => seededVectors(1, 1000)).toThrow('multiple of 96 dimensions');
  });
});

describe('ExactSearch', () => {
  const size = 3000;
  const vectors = seededVectors(7);
  const exact = new ExactSearch(vectors, size);
  const byHand = (query: number) =>
    Array.from({ length: size }, (_, id) => ({ id, cosine: cosine(vectors.latent(query), vectors.latent(id)) }))
      .sort((one, other) => other.cosine - one.cosine)
      .slice(0, 20)
      .map(({ id }) => id);

  it.each([-1, -20, -333])('finds what comparing all 1536 dimensions finds, for query %d', (query) => {
    expect(new Set(exact.nearest(query, 20).ids)).toEqual(new Set(byHand(query)));
  });

  it('counts what was found of it, each vector once', () => {
    const nearest = exact.nearest(-5, 20);
    const far = Array.from({ length: 20 }, (_, index) => 2999 - index).filter((id) => !nearest.ids.includes(id));
    expect(exact.recall(-5, nearest, nearest.ids)).toBe(1);
    expect(exact.recall(-5, nearest, nearest.ids.slice(0, 10))).toBe(0.5);
    expect(exact.recall(-5, nearest, [...nearest.ids.slice(0, 5), ...far])).toBe(0.25);
    expect(
      exact.recall(
        -5,
        nearest,
        Array.from({ length: 20 }, () => nearest.ids[0] ?? 0),
      ),
    ).toBe(0.05);
    expect(exact.recall(-5, nearest, [])).toBe(0);
  });
});
