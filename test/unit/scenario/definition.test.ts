import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../lib/gate/limit';
import { journey } from '../../../lib/journey/journey';
import { limitsOf } from '../../../lib/scenario/definition';

const limit = (metric: Limit['metric'], tags?: Limit['tags']): Limit => ({
  row: 'T01',
  title: metric,
  metric,
  ...(tags && { tags }),
  statistic: 'rate',
  minSamples: 1,
});
const run = journey({ checks: ['one', 'two'], steps: ['write'], metrics: { took: 'time' } }, () => Promise.resolve());
/** Rows and what they are on. */
const rowsWith = (...limits: Limit[]) =>
  limitsOf({ limits, run }).map(({ row, metric, tags }) => `${row} ${metric} ${Object.values(tags ?? {})}`.trim());

const isolation = ['default foreign_markers', 'default stale_markers', 'default lost_markers'];

const steps = ['default answer_ok write', 'default response_time write'];

describe('the limits of a scenario', () => {
  it('have those that a journey brings, each of its checks and metrics among them', () => {
    expect(rowsWith()).toEqual([
      'default answer_ok',
      ...isolation,
      ...steps,
      'own check_ok one',
      'own check_ok two',
      'own own_time took',
    ]);
  });

  it.each([
    ['a check', limit('check_ok', { check: 'one' }), 'own check_ok one'],
    ['a success rate of one kind of request', limit('answer_ok', { name: 'read' }), 'default answer_ok'],
    ['what it measures itself', limit('own_time', { own: 'took' }), 'own own_time took'],
  ])('of the scenario stand for those of the journey: on %s', (_what, own, replaced) => {
    const rows = rowsWith(own);
    expect(rows).toHaveLength(9);
    expect(rows).not.toContain(replaced);
    expect(rows).toEqual(expect.arrayContaining(steps));
  });

  it('of the scenario are kept by what the journey counts, not by what is counted elsewhere', () => {
    const evidence = (...own: Limit[]) => limitsOf({ limits: own, run })[0]?.evidence;
    expect(evidence(limit('stale_markers'))).toBe('markers_compared');
    expect(evidence({ ...limit('stale_markers'), evidence: 'markers_checked' })).toBe('markers_checked');
    expect(evidence(limit('answer_ok'))).toBeUndefined();
  });

  it('on all checks stand for each of them', () => {
    expect(rowsWith(limit('check_ok'))).toEqual([
      'T01 check_ok',
      'default answer_ok',
      ...isolation,
      ...steps,
      'own own_time took',
    ]);
  });

  it.each(['a, b', 'a{b}', 'a"b', ''])('are refused for a check called %j, which k6 could not look for', (check) => {
    expect(() => journey({ checks: [check] }, () => Promise.resolve())).toThrow(/no comma, brace or quote/);
  });
});
