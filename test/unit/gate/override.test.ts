import { describe, expect, it } from 'vitest';
import { evidenceOf, type Limit } from '../../../lib/gate/limit';
import { overrideLimits } from '../../../lib/gate/override';
import { agentResources } from '../../../thresholds/agent';
import { ws50, wsThroughput } from '../../../thresholds/tasks';
import { madeLimit } from './made';

const connected = madeLimit({ row: 'T01', warn: { op: '>', value: 0.7 } });
const latency = madeLimit({ row: 'T02', metric: 'connect_time', statistic: 'med', pass: { op: '<', value: 100 } });
const limits: readonly Limit[] = [connected, latency];
const bounds = (text: string, of = limits) =>
  overrideLimits(of, text).map(({ metric, pass, warn }) => ({ metric, pass, warn }));

describe('overrideLimits', () => {
  it.each([
    ['a row', 'T02<200'],
    ['a metric', 'connect_time<200'],
    ['a metric with its statistic', 'connect_time:med<200'],
    ['spaces around the comparison and the end', ' T02 < 200 ;; '],
  ])('puts a bound in the place of the documented one, by %s', (_by, text) => {
    expect(overrideLimits(limits, text)).toEqual([connected, { ...latency, pass: { op: '<', value: 200 } }]);
  });

  it('takes away the WARNING tier of a documented bound with the bound, and no other', () => {
    expect(bounds('T01>=0.5', [connected, { ...latency, warn: { op: '<', value: 150 } }])).toEqual([
      { metric: 'connect_ok', pass: { op: '>=', value: 0.5 }, warn: undefined },
      { metric: 'connect_time', pass: latency.pass, warn: { op: '<', value: 150 } },
    ]);
  });

  it.each(['<', '<=', '>', '>=', '=='])('reads the comparison %s', (op) => {
    expect(bounds(`connect_time:med${op}1.5`)[1]?.pass).toEqual({ op, value: 1.5 });
  });

  it('bounds all limits of a row when they have the same statistic and unit', () => {
    expect(bounds('A02>0.95', ws50).slice(0, 2)).toEqual([
      { metric: 'connect_ok', pass: { op: '>', value: 0.95 }, warn: undefined },
      { metric: 'task_ok', pass: { op: '>', value: 0.95 }, warn: undefined },
    ]);
  });

  const served = (name: string): Limit => ({
    ...madeLimit({ row: 'T03', metric: 'served', statistic: 'count' }),
    tags: { name },
  });

  it('bounds one endpoint of several by its tag, and never all of them by one bound', () => {
    const of = [served('health'), served('search')];
    expect(bounds('served{name:search}>50', of)[1]?.pass).toEqual({ op: '>', value: 50 });
    expect(bounds('served{name:search}>50', of)[0]?.pass).toEqual(served('health').pass);
    expect(bounds('served>50', of.slice(0, 1))[0]?.pass).toEqual({ op: '>', value: 50 });
    for (const key of ['served', 'T03'])
      expect(() => overrideLimits(of, `${key}>50`)).toThrow(
        'means 2 limits (served{name:health}, served{name:search}). Name one of these metrics instead.',
      );
    expect(() => overrideLimits(of, 'served{name:other}:count>50')).toThrow('names no limit of this scenario');
  });

  it('adds a limit that the documents do not have', () => {
    expect(overrideLimits([], 'task_time:p(99.9)<=2000')).toEqual([
      {
        row: 'own',
        title: 'task_time p(99.9)',
        metric: 'task_time',
        statistic: 'p(99.9)',
        pass: { op: '<=', value: 2000 },
        minSamples: 1,
      },
    ]);
  });

  it('adds a second limit on a metric when the statistic differs', () => {
    expect(overrideLimits(limits, 'connect_time:max<900; connect_time:p(95)<300')).toHaveLength(4);
  });

  it('counts the samples of a rate of its own by outcomes, because a rate has no companion', () => {
    expect(overrideLimits([], 'task_ok:rate>0.5').map(evidenceOf)).toEqual(['outcomes']);
  });

  it.each([
    ['lost_markers:count<5', 'markers_compared'],
    ['failures:count<=3', 'outcomes'],
    ['requests_failed:count<3', 'requests'],
  ])('judges %s also where none was counted: by what was looked at', (text, evidence) => {
    expect(overrideLimits([], text).map(evidenceOf)).toEqual([evidence]);
  });

  it.each([
    ['task_time:max<2000; task_time<10', 'task_time<10', 'own task_time'],
    ['task_time:p(95)<5; task_time:p(95)>=0', 'task_time:p(95)>=0', 'own task_time'],
    ['connect_ok>0.99; connect_ok>0.1', 'connect_ok>0.1', 'connect_ok'],
  ])('takes no two bounds of the same, of which one would be lost: %s', (text, entry, what) => {
    expect(() => overrideLimits(ws50, text)).toThrow(`LIMITS: "${entry}" bounds what an entry before it bounds`);
    expect(() => overrideLimits(ws50, text)).toThrow(what);
  });

  it('takes one bound for each statistic of a metric', () => {
    expect(overrideLimits([], 'task_time:max<2000; task_time:med<10')).toHaveLength(2);
  });

  it('counts the samples of its own limit as those of the same metric are counted', () => {
    const own = overrideLimits(ws50, 'open_sockets:rate>1').at(-1);
    expect(own).toMatchObject({ row: 'own', statistic: 'rate', evidence: 'outcomes' });
  });

  it('skips its own limit where another one on the same metric is skipped', () => {
    const own = overrideLimits(agentResources, 'target_cpu_excess:avg<1').at(-1);
    expect(own).toMatchObject({ row: 'own', skippedBy: 'target_cpu_untold' });
  });

  it('reads the example that its messages give', () => {
    const text = 'A02>0.95; task_time:p(95)<2000';
    expect(() => overrideLimits(limits, 'nonsense')).toThrow(text);
    expect(overrideLimits(ws50, text)).toHaveLength(ws50.length + 1);
  });

  it.each([
    'T02',
    'T02=5',
    'T02<',
    'T02<fast',
    'T02<5ms',
    'T02<-1',
    'T02!=5',
    'T02:p95<5',
    '<5',
    'connect time<5',
  ])('throws for %j, which is no bound', (text) => {
    expect(() => overrideLimits(limits, text)).toThrow(
      `LIMITS: expected a row or metric, a comparison and a number, as in "A02>0.95; task_time:p(95)<2000", but came ${JSON.stringify(text)}.`,
    );
  });

  it.each([
    ['A05>1000', '3 limits (ping_rate, ping_send_time, task_ok)'],
    ['A05:avg>1000', '2 limits (ping_rate, ping_send_time)'],
  ])('throws for %s, which means limits of several kinds', (text, which) => {
    expect(() => overrideLimits(wsThroughput, text)).toThrow(
      `LIMITS: "${text}" means ${which}. Name one of these metrics instead.`,
    );
  });

  it.each([
    ['a row that this scenario does not have', 'Z99>1'],
    ['a metric that the library does not have', 'http_req_blocked:p(95)<100'],
    ['a metric that has no limit, without a statistic', 'task_time<5'],
    ['a name that every object has', 'constructor:max<5'],
  ])('throws for %s', (_what, text) => {
    expect(() => overrideLimits(limits, text)).toThrow(
      `LIMITS: ${JSON.stringify(text)} names no limit of this scenario (T01 connect_ok, T02 connect_time). A limit of your own needs a metric and a statistic, as in "A02>0.95; task_time:p(95)<2000".`,
    );
  });

  it('throws for a share above 1, which is a percentage', () => {
    for (const text of ['T01>95', 'task_ok:rate>95'])
      expect(() => overrideLimits(limits, text)).toThrow(
        `LIMITS: "${text}" bounds a share, which is at most 1: write 95 % as 0.95.`,
      );
    expect(bounds('T01>=1')[0]?.pass).toEqual({ op: '>=', value: 1 });
  });

  it('says nothing against no bounds at all', () => {
    expect(overrideLimits(limits, ' ; ')).toEqual(limits);
  });
});
