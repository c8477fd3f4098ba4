import { describe, expect, it } from 'vitest';
import { arrivalMs, arrivalsIn, type Stretch, spansAbove } from '../../../lib/load/stages';

const ramp: Stretch[] = [
  { ms: 1000, to: 10 },
  { ms: 2000, to: 10 },
  { ms: 500, to: 0 },
];

describe('a number of users over time', () => {
  it.each<[string, readonly Stretch[], number, readonly (readonly number[])[]]>([
    ['the first of a ramp', ramp, 0, [[0, 3500]]],
    ['one in its middle', ramp, 5, [[500, 3250]]],
    ['the last', ramp, 9, [[900, 3050]]],
    ['one above its top', ramp, 10, []],
    [
      'all at once',
      [
        { ms: 0, to: 5 },
        { ms: 100, to: 5 },
      ],
      4,
      [[0, 100]],
    ],
    [
      'two waves',
      [
        { ms: 100, to: 2 },
        { ms: 100, to: 0 },
        { ms: 100, to: 2 },
      ],
      1,
      [
        [50, 150],
        [250, 300],
      ],
    ],
    [
      'a step down',
      [
        { ms: 0, to: 4 },
        { ms: 100, to: 4 },
        { ms: 0, to: 1 },
        { ms: 100, to: 1 },
      ],
      2,
      [[0, 100]],
    ],
  ])('has %s in its spans', (_what, stretches, user, spans) => {
    expect(spansAbove(stretches, user)).toEqual(spans);
  });
});

describe('a rate over time', () => {
  const flat: Stretch[] = [
    { ms: 0, to: 20 },
    { ms: 3000, to: 20 },
  ];
  it('has its arrivals evenly spaced', () => {
    expect(arrivalsIn(flat)).toBe(60);
    expect([0, 1, 30, 59].map((number) => arrivalMs(flat, number))).toEqual([0, 50, 1500, 2950]);
    expect(arrivalMs(flat, 60)).toBe(Number.POSITIVE_INFINITY);
  });

  it('has them closer together as it rises, and farther apart as it falls', () => {
    // Half a parabola: 5 in the first second, then 20, then 5 in the last.
    const stages: Stretch[] = [
      { ms: 1000, to: 10 },
      { ms: 2000, to: 10 },
      { ms: 1000, to: 0 },
    ];
    expect(arrivalsIn(stages)).toBe(30);
    const moments = Array.from({ length: 30 }, (_, number) => arrivalMs(stages, number));
    expect([...moments].sort((a, b) => a - b)).toEqual(moments);
    expect([moments[0], moments[5], moments[15], moments[25]].map((ms) => Math.round(ms ?? -1))).toEqual([
      0, 1000, 2000, 3000,
    ]);
    expect(moments[1]).toBeCloseTo(Math.sqrt(0.2) * 1000, 6);
    expect(moments[29]).toBeCloseTo(4000 - Math.sqrt(0.2) * 1000, 6);
  });
});
