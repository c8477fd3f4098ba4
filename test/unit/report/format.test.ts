import { describe, expect, it } from 'vitest';
import { judge } from '../../../lib/gate/judge';
import type { Statistic } from '../../../lib/gate/limit';
import type { MetricName } from '../../../lib/metrics/catalogue';
import { cellsOf, formatValue } from '../../../lib/report/format';
import { counted, madeLimit } from '../gate/made';

describe('formatValue', () => {
  it.each([
    [0, 'ms', '0 ms'],
    [0.0234375, 'MB', '0.0234 MB'],
    [4.6218255, 'ms', '4.62 ms'],
    [12.3413637, 'ms', '12.3 ms'],
    [99.96, 'ms', '100 ms'],
    [1234.5, 'ms', '1235 ms'],
    [11.21, 'us', '11.2 µs'],
    [52_341.4, '1/s', '52341 /s'],
    [50, 'count', '50'],
    [123_456_789, 'count', '123456789'],
    [0.9, 'share', '90 %'],
    [0.29, 'share', '29 %'],
    [2 / 3, 'share', '66.66 %'],
    [0.99999, 'share', '99.99 %'],
    [1, 'share', '100 %'],
    [1.07, 'share', '107 %'],
  ] as const)('writes %d in %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe('cellsOf', () => {
  /** What a report says was measured, for one limit on one metric. */
  function measured(metric: MetricName, statistic: Statistic, value: number, bound: number): string | undefined {
    const limit = madeLimit({ metric, statistic, pass: { op: '<', value: bound } });
    const [judged] = judge({
      limits: [limit],
      readings: { ...counted({ outcomes: 100 }), [metric]: { [statistic]: value } },
      given: [],
    }).limits;
    return judged && cellsOf(judged)[3];
  }

  it.each([
    ['connect_time', 'med', 99.96, 100, '99.96 ms'],
    ['connect_time', 'med', 100.04, 100, '100.04 ms'],
    ['connect_ok', 'rate', 0.800001, 0.8, '80.0001 %'],
    ['connect_time', 'med', 100, 100, '100 ms'],
    ['connect_time', 'med', 99.96, 90, '100 ms'],
  ] as const)('rounds %s %s %d beside the bound %d to %s', (metric, statistic, value, bound, text) => {
    expect(measured(metric, statistic, value, bound)).toBe(text);
  });

  it("gives a counter's rate per second", () => {
    expect(measured('messages_received', 'rate', 12, 1)).toBe('12 /s');
    expect(measured('messages_received', 'count', 12, 1)).toBe('12');
  });
});
