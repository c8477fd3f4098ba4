import { describe, expect, it } from 'vitest';
import { isOutOfReach, meets } from '../../../lib/gate/bound';
import type { Operator } from '../../../lib/gate/limit';
import { madeLimit } from './made';

describe('meets', () => {
  const below = 0.9 - Number.EPSILON;
  const above = 0.9 + Number.EPSILON;
  it.each<[Operator, boolean, boolean, boolean]>([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['>', false, false, true],
    ['>=', false, true, true],
    ['==', false, true, false],
  ])('%s holds below, at and above the bound: %s %s %s', (op, ...expected) => {
    expect([below, 0.9, above].map((value) => meets(value, { op, value: 0.9 }))).toEqual(expected);
  });

  it('takes nine of ten for exactly 90 %', () => {
    expect(meets(9 / 10, { op: '>', value: 0.9 })).toBe(false);
    expect(meets(45 / 50, { op: '>=', value: 0.9 })).toBe(true);
  });
});

describe('isOutOfReach', () => {
  const tiered = { pass: { op: '>', value: 500 }, warn: { op: '>=', value: 400 } } as const;
  const { pass: _, ...reported } = madeLimit();

  it.each([
    ['the load offers less than the bound', true, madeLimit({ offered: 499, pass: { op: '>', value: 500 } })],
    ['it offers no more than must be exceeded', true, madeLimit({ offered: 500, pass: { op: '>', value: 500 } })],
    ['it offers enough', false, madeLimit({ offered: 501, pass: { op: '>', value: 500 } })],
    ['it offers enough for the second bound', false, madeLimit({ offered: 400, ...tiered })],
    ['it offers too little for either', true, madeLimit({ offered: 399, ...tiered })],
    ['the load has no schedule', false, madeLimit({ pass: { op: '>', value: 500 } })],
    ['there is no bound', false, { ...reported, offered: 1 }],
  ])('when %s: %s', (_when, expected, limit) => {
    expect(isOutOfReach(limit)).toBe(expected);
  });
});
