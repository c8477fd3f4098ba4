import { describe, expect, it } from 'vitest';
import { measureCpuUse } from '../../../cli/watch/saturation';
import { mostWaited, waitingDoubt } from '../../../cli/watch/waiting';
import type { Readings } from '../../../lib/gate/reading';
import type { JudgedLimit } from '../../../lib/gate/verdict';
import type { MetricName } from '../../../lib/metrics/catalogue';
import { madeLimit } from '../gate/made';

/** A load of two seconds in which k6's threads ran and waited for so long. */
const use = (cpuMs: number, waitMs: number) =>
  measureCpuUse(
    [
      { atMs: 0, cpuMs: 0, waitMs: 0, memoryMB: 50, loading: true },
      { atMs: 2000, cpuMs, waitMs, memoryMB: 50, loading: true },
    ],
    2,
  );
const busy = use(400, 1600);

const failing = (metric: MetricName, changes = {}) =>
  ({ ...madeLimit({ metric, ...changes }), verdict: 'FAIL', value: 1, samples: 1, notes: [] }) as const;
const passing = { ...failing('connect_ok'), verdict: 'PASS' } as const;
const slow = failing('response_time', { pass: { op: '<', value: 10 } });
const slowest = failing('client_time', { pass: { op: '<', value: 10 } });
const doubtOf = (cpu: typeof busy, limits: readonly JudgedLimit[], figures: Readings = {}) =>
  waitingDoubt(cpu, { limits, figures });

describe('waitingDoubt', () => {
  it.each([
    ['a response time', slow],
    ['the worst second', failing('worst_second')],
    ['a number over seconds', failing('served', { overSeconds: 10 })],
    ['the throughput of a level', failing('throughput_share')],
    ['the largest load that held', failing('largest_load')],
  ])('doubts a run that misses %s while k6 waits for a core most of the time', (_what, limit) => {
    const doubt = doubtOf(busy, [passing, limit]);
    expect(doubt?.cause).toBe('generator');
    expect(doubt?.message).toMatch(/waited for a core for 80 %.*Make the run when a core is free/);
  });

  it.each([
    ['something else is missed too', busy, [slow, failing('connect_ok')]],
    ['nothing is missed', busy, [passing]],
    ['it ran for half of the time', use(1000, 1000), [slow]],
    ['it hardly waited in all, however little it ran', use(10, 90), [slow]],
    ['nothing was seen of the load', measureCpuUse([], 2), [slow]],
  ])('has none where %s', (_where, cpu, limits) => {
    expect(doubtOf(cpu, limits)).toBeUndefined();
  });

  it('has none where even the quickest answer misses the bound', () => {
    expect(doubtOf(busy, [slow], { response_time: { min: 10 } })).toBeUndefined();
    expect(doubtOf(busy, [slow], { response_time: { min: 9 } })).toBeDefined();
    const tiered = { ...slow, warn: { op: '<', value: 20 } } as const;
    expect(doubtOf(busy, [tiered], { response_time: { min: 10 } })).toBeDefined();
  });

  it('has none where one client alone is slow', () => {
    expect(doubtOf(busy, [slowest, { ...slow, verdict: 'PASS' }])).toBeUndefined();
    expect(doubtOf(busy, [slowest, slow])).toBeDefined();
  });

  it('begins above seven tenths', () => {
    expect(mostWaited).toBe(0.7);
    expect(doubtOf(use(600, 1400), [slow])).toBeUndefined();
    expect(doubtOf(use(590, 1410), [slow])).toBeDefined();
  });
});
