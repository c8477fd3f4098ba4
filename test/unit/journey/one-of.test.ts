import { describe, expect, it } from 'vitest';
import { oneOf } from '../../../lib/journey/one-of';

describe('one of several steps', () => {
  it('is taken as often as its weight, spread evenly', async () => {
    const taken: string[] = [];
    const step = (name: string) => (user: number) => Promise.resolve(taken.push(`${name}${user}`));
    const go = oneOf<number>([3, step('a')], [1, step('b')], [0, step('c')]);
    for (let user = 0; user < 40; user++) await go(user);
    expect(taken.map((each) => Number(each.slice(1)))).toEqual(Array.from({ length: 40 }, (_, user) => user));
    const places = taken.flatMap((each, place) => (each.startsWith('b') ? [place] : []));
    expect(places).toHaveLength(10);
    expect(places.slice(1).every((place, index) => place - (places[index] ?? 0) === 4)).toBe(true);
    expect(taken.some((each) => each.startsWith('c'))).toBe(false);
  });

  it.each([[[]], [[0, 0]], [[1, -1]]])('is refused with the weights %j', (weights) => {
    const steps = weights.map((weight) => [weight, () => Promise.resolve()] as const);
    expect(() => oneOf(...steps)).toThrow(/weights of 0 and more, one of them above 0/);
  });
});
