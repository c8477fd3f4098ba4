import { describe, expect, it } from 'vitest';
import { decodePair, encodePair } from '../../../lib/isolation/leak-pair';

const mostUsers = 100_000;

describe('a leak pair', () => {
  it.each([
    [0, 0],
    [0, undefined],
    [12, 4],
    [4, 12],
    [mostUsers, mostUsers],
    [mostUsers, undefined],
  ])('comes back as it went through a gauge: user %s got a marker of %s', (receiver, owner) => {
    const value = encodePair({ receiver, owner });
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(decodePair(value)).toEqual({ receiver, owner });
  });

  it.each([4, mostUsers, undefined])('says that a marker of %s is of another run', (owner) => {
    const value = encodePair({ receiver: mostUsers, owner, ofAnotherRun: true });
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(decodePair(value)).toEqual({ receiver: mostUsers, owner, ofAnotherRun: true });
  });

  it.each([2 ** 26 - 1, 2 ** 26, 1e20])('loses an owner that no user can be (%d), and never the receiver', (owner) => {
    expect(decodePair(encodePair({ receiver: 12, owner }))).toEqual({ receiver: 12, owner: undefined });
  });
});
