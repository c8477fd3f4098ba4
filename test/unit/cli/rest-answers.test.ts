import { describe, expect, it } from 'vitest';
import { parseCount, parseMetrics, parseStatus } from '../../../cli/k6/rest-answers';

/** As k6 v2.2.0 answers. */
const statusAnswer = (status: number) => ({
  data: {
    type: 'status',
    id: 'default',
    attributes: { status, paused: false, vus: 3, 'vus-max': 3, stopped: false, running: true, tainted: false },
  },
});

const metric = (id: string, type: string, sample: Record<string, number>) => ({
  type: 'metrics',
  id,
  attributes: { type, contains: 'default', tainted: null, sample },
});

describe('parseStatus', () => {
  it.each([
    [0, 'opening'],
    [5, 'starting'],
    [6, 'setup'],
    [7, 'load'],
    [8, 'teardown'],
    [9, 'ended'],
    [10, 'ended'],
    [11, 'ended'],
  ])('knows status %d as %s', (status, phase) => {
    expect(parseStatus(statusAnswer(status))).toEqual({ kind: 'answer', phase, activeVus: 3 });
  });

  it('refuses a status that a later k6 may bring', () => {
    expect(() => parseStatus(statusAnswer(12))).toThrow(/unknown status 12/);
    expect(() => parseStatus({})).toThrow();
  });
});

it('reads every metric, also the parts that bear a tag', () => {
  const trend = { avg: 2, max: 3, med: 2, min: 1, 'p(90)': 3, 'p(95)': 3 };
  const data = [
    metric('connect_time', 'trend', trend),
    metric('outcomes{outcome:done}', 'counter', { count: 50, rate: 9 }),
  ];
  expect(parseMetrics({ data })).toEqual({ connect_time: trend, 'outcomes{outcome:done}': { count: 50, rate: 9 } });
});

it('reads one counter, and 0 while it has no samples', () => {
  expect(parseCount({ data: metric('outcomes', 'counter', { count: 7, rate: 1 }) })).toBe(7);
  expect(parseCount({ errors: [{ status: '404', title: 'Not Found' }] })).toBe(0);
});
