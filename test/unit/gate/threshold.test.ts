import { describe, expect, it } from 'vitest';
import { generatorThresholds } from '../../../lib/gate/generator';
import { mergeThresholds, tellingAll, toThresholds } from '../../../lib/gate/threshold';
import { madeLimit, noForeign } from './made';

describe('toThresholds', () => {
  it('puts the least number of samples beside each bound, because k6 passes a threshold without samples', () => {
    expect(toThresholds([madeLimit()])).toEqual({ connect_ok: ['rate>0.9'], outcomes: ['count>=100'] });
  });

  it('fails k6 at the bound that fails the limit, which is the one of its WARNING tier', () => {
    const limit = madeLimit({ warn: { op: '>', value: 0.7 } });
    expect(toThresholds([limit])).toMatchObject({ connect_ok: ['rate>0.7'] });
  });

  it('asks for samples only, where the document gives no bound', () => {
    const { pass: _, ...limit } = madeLimit();
    expect(toThresholds([limit])).toEqual({ outcomes: ['count>=100'] });
  });

  it('keeps a bound and a sample count on the same counter', () => {
    const { evidence: _, ...limit } = madeLimit({ metric: 'open_sockets', statistic: 'count', minSamples: 1 });
    expect(toThresholds([limit])).toEqual({ open_sockets: ['count>0.9', 'count>=1'] });
  });

  it('asks for no samples of what a run may have none of', () => {
    expect(toThresholds([madeLimit({ ifAny: true })])).toEqual({ connect_ok: ['rate>0.9'], outcomes: ['count>=0'] });
  });

  it.each([
    ['rate', 'answer_ok', 'rate>=0'],
    ['trend', 'own_amount', 'max>=-9007199254740991'],
    ['counter', 'own_count', 'count>=0'],
  ] as const)('keep the figure of a part of a %s that has no bound', (_kind, metric, always) => {
    const { pass: _, ...limit } = madeLimit({ metric, tags: { name: 'a' }, minSamples: 1 });
    expect(toThresholds([limit])[`${metric}{name:a}`]).toEqual([always]);
  });

  it('uses the companion of a trend', () => {
    const { evidence: _, ...limit } = madeLimit({
      metric: 'connect_time',
      statistic: 'p(95)',
      pass: { op: '<', value: 100 },
    });
    expect(toThresholds([limit])).toEqual({ connect_time: ['p(95)<100'], connect_time_samples: ['count>=100'] });
  });

  it('keeps every limit of a metric and of its evidence, and the same one once', () => {
    const limits = [noForeign(), noForeign({ metric: 'lost_markers', minSamples: 7 }), noForeign({ minSamples: 7 })];
    expect(toThresholds(limits)).toEqual({
      foreign_markers: ['count==0'],
      lost_markers: ['count==0'],
      markers_checked: ['count>=100', 'count>=7'],
    });
  });
});

describe('mergeThresholds', () => {
  it('leaves its parts as they were', () => {
    const first = { outcomes: ['count>0'] };
    expect(mergeThresholds(first, { outcomes: ['count>1'] })).toEqual({ outcomes: ['count>0', 'count>1'] });
    expect(first).toEqual({ outcomes: ['count>0'] });
  });
});

describe('generatorThresholds', () => {
  it('guards the generator in a plain k6 run too', () => {
    expect(generatorThresholds({ lagMs: 250 })).toEqual({
      script_errors: ['count==0'],
      generator_lag: ['p(95)<=250'],
      dropped_iterations: ['count==0'],
      generator_shortages: ['count==0'],
    });
  });
});

it('tellingAll() fails k6 where the target leaves out what a limit is about', () => {
  expect(tellingAll([madeLimit(), madeLimit({ skippedBy: 'target_cpu_untold' })])).toEqual({
    target_cpu_untold: ['count<1'],
  });
});
