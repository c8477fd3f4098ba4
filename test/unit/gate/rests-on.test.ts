import { describe, expect, it } from 'vitest';
import { judge } from '../../../lib/gate/judge';
import { type MetricSpec, metrics } from '../../../lib/metrics/catalogue';
import { counted, madeLimit } from './made';

type Tags = Readonly<Record<string, string>>;
const success = (tags?: Tags) =>
  madeLimit({ title: 'success rate', metric: 'answer_ok', evidence: 'requests', minSamples: 1, ...(tags && { tags }) });
const time = (tags?: Tags) =>
  madeLimit({
    metric: 'response_time',
    statistic: 'p(95)',
    evidence: 'requests',
    minSamples: 1,
    pass: { op: '<', value: 100 },
    warn: { op: '<', value: 200 },
    ...(tags && { tags }),
  });
const nameOf = (metric: string, tags: Tags = {}) => {
  const parts = Object.entries(tags).map((tag) => tag.join(':'));
  return parts.length > 0 ? `${metric}{${parts.join()}}` : metric;
};

/** The verdicts on a success rate and on a time. */
function verdicts(rate: number, timeMs: number, ofRate?: Tags, ofTime?: Tags) {
  const limits = [success(ofRate), time(ofTime)];
  const readings = {
    ...counted({ requests: 500 }),
    [nameOf('answer_ok', ofRate)]: { rate },
    [nameOf('response_time', ofTime)]: { 'p(95)': timeMs },
  };
  return judge({ limits, readings, given: [] }).limits.map(({ verdict }) => verdict);
}

describe('a limit on a time of what succeeded', () => {
  it.each([
    ['PASS', 'enough succeeded', 0.91, 1],
    ['NO DATA', 'nothing did, and it was fast', 0, 1],
    ['NO DATA', 'too little did, and it was slow enough for a warning', 0.9, 150],
    ['FAIL', 'what succeeded was too slow as well', 0.5, 200],
  ] as const)('is %s where %s', (verdict, _where, rate, timeMs) => {
    expect(verdicts(rate, timeMs)[1]).toBe(verdict);
  });

  it('says what it does not rest on', () => {
    const readings = { ...counted({ requests: 500 }), answer_ok: { rate: 0 }, response_time: { 'p(95)': 1.74 } };
    const { verdict, limits } = judge({ limits: [success(), time()], readings, given: [] });
    expect(verdict).toBe('FAIL');
    expect(limits[1]).toMatchObject({
      value: null,
      notes: ['not judged: T01 (success rate) failed, and this is of what succeeded only'],
    });
  });

  it.each<[string, string, Tags | undefined, Tags | undefined]>([
    ['NO DATA', 'of the same part', { name: 'a' }, { name: 'a' }],
    ['NO DATA', 'of a part of what succeeded', undefined, { name: 'a' }],
    ['NO DATA', 'of a whole with a part that failed', { name: 'a' }, undefined],
    ['NO DATA', 'of what may be in both parts', { level: 'top' }, { name: 'a' }],
    ['PASS', 'of another part', { name: 'b' }, { name: 'a' }],
    ['PASS', 'of another part with one tag in common', { name: 'a', level: 'low' }, { name: 'a', level: 'top' }],
  ])('is %s %s', (verdict, _what, ofRate, ofTime) => {
    expect(verdicts(0.5, 1, ofRate, ofTime)[1]).toBe(verdict);
  });

  it('is on a metric that there is', () => {
    const bases = Object.values<MetricSpec>(metrics).flatMap(({ restsOn }) => restsOn ?? []);
    expect(bases.filter((base) => !(base in metrics))).toEqual([]);
    expect(new Set(bases)).toContain('task_ok');
  });
});
