import { describe, expect, it } from 'vitest';
import { evidenceOf, type Limit, resolveLimits } from '../../../lib/gate/limit';
import { madeLimit } from './made';

describe('evidenceOf', () => {
  it.each([
    ['a counter', { metric: 'open_sockets', statistic: 'count' }, 'open_sockets'],
    ['a trend', { metric: 'connect_time', statistic: 'med' }, 'connect_time_samples'],
    ['a trend that has a sample for each done', { metric: 'task_time', statistic: 'med' }, 'outcomes{outcome:done}'],
  ] as const)('counts the samples of %s by itself, its companion or another', (_kind, about, counter) => {
    const { evidence: _, ...limit } = madeLimit(about);
    expect(evidenceOf(limit)).toBe(counter);
  });

  it('is the counter that the limit names, where it names one', () => {
    expect(evidenceOf(madeLimit({ evidence: 'outcomes{outcome:done}' }))).toBe('outcomes{outcome:done}');
  });
});

describe('resolveLimits', () => {
  const { pass: _, minSamples: __, ...rest } = madeLimit();

  it('puts beside answers per second what the schedule asks of that endpoint', () => {
    const limit = (metric: Limit['metric'], name: string): Limit => ({
      ...{ row: 'T01', title: '', metric, statistic: 'count', minSamples: 1, tags: { name } },
    });
    const offered = (...of: Parameters<typeof limit>) => resolveLimits([limit(...of)], {}, { health: 100 })[0]?.offered;
    expect(offered('served', 'health')).toBe(100);
    expect(offered('served', 'search')).toBeUndefined();
    expect(offered('requests', 'health')).toBeUndefined();
  });

  it('puts sizes of the load where a limit refers to them', () => {
    const limits = [
      { ...rest, pass: { op: '>=', value: 'users' }, warn: { op: '>=', value: 5 }, minSamples: 'connects' },
    ] as const;
    const [resolved] = resolveLimits(limits, { users: 50, connects: 200 });
    expect(resolved).toEqual({ ...rest, pass: { op: '>=', value: 50 }, warn: { op: '>=', value: 5 }, minSamples: 200 });
  });

  it('leaves out what cannot happen to this load', () => {
    const limits = [{ ...rest, minSamples: 1, where: 'returns' }] as const;
    expect(resolveLimits(limits, { returns: 0 })).toEqual([]);
    expect(resolveLimits(limits, { returns: 1 })).toEqual([{ ...rest, minSamples: 1 }]);
  });

  it('leaves a limit without bounds without bounds', () => {
    const [resolved] = resolveLimits([{ ...rest, minSamples: 1 }], {});
    expect(resolved).toEqual({ ...rest, minSamples: 1 });
  });

  it.each(['pass', 'warn', 'minSamples'] as const)('throws when the load has no size for %s', (field) => {
    const value = field === 'minSamples' ? 'batches' : ({ op: '<', value: 'batches' } as const);
    expect(() => resolveLimits([{ ...rest, minSamples: 1, [field]: value }], { users: 1, tasks: 2 })).toThrow(
      'Limit T01 (connect_ok) refers to the size "batches", but the load has only: users, tasks.',
    );
  });

  it('makes two limits of a rate that must hold in every second', () => {
    const rate: Limit = {
      row: 'T01',
      title: 'answers per second',
      metric: 'served',
      tags: { name: 'health' },
      statistic: 'count',
      overSeconds: 'seconds',
      evidence: 'requests{name:health}',
      pass: { op: '>', value: 100 },
      inEverySecond: 0.5,
      minSamples: 59,
    };
    const [all, worst] = resolveLimits([rate], { seconds: 5 }, { health: 120 });
    expect(all).toMatchObject({ metric: 'served', overSeconds: 5, minSamples: 59 });
    expect(worst).toEqual({
      row: 'T01',
      title: 'answers per second, in the worst second',
      metric: 'worst_second',
      tags: { name: 'health' },
      statistic: 'min',
      pass: { op: '>=', value: 50 },
      minSamples: 1,
      offered: 120,
    });
  });
});
