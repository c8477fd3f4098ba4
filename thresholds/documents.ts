import type { Limit } from '../lib';

// Document 002, "Load Test Configuration".

/** What bounds a 95th percentile at 95 % confidence, and what bounds a 99th. */
const samples = { p95: 59, p99: 299 };

const responseTime = (row: string, statistic: Limit['statistic'], belowMs: number, minSamples: number): Limit => ({
  row,
  title: `response time ${statistic === 'med' ? 'p50' : statistic}`,
  metric: 'response_time',
  statistic,
  pass: { op: '<', value: belowMs },
  minSamples,
});

/** Judged by the target's own figures; skipped where it does not say them. */
const ofTarget = (
  row: string,
  title: string,
  limit: Pick<Limit, 'metric' | 'skippedBy' | 'statistic' | 'pass'>,
): Limit => ({
  row,
  title,
  ...limit,
  minSamples: 1,
  needs: 'METRICS_URL',
});

export const documentsLoad: readonly Limit[] = [
  {
    row: 'C01',
    title: 'answers per second, the ramp among them',
    metric: 'served',
    statistic: 'count',
    overSeconds: 'seconds',
    evidence: 'requests',
    pass: { op: '>=', value: 'perSecond' },
    minSamples: samples.p95,
  },
  {
    row: 'C02',
    title: 'users served while all of them were there',
    metric: 'users_served',
    statistic: 'count',
    // The share of users that no answer may come to is that of requests which may fail.
    pass: { op: '>=', value: { share: 0.99, of: 'users' } },
    minSamples: 'users',
  },
  responseTime('C03', 'med', 200, samples.p95),
  responseTime('C04', 'p(95)', 1000, samples.p95),
  responseTime('C05', 'p(99)', 2000, samples.p99),
  {
    row: 'C06',
    title: 'success rate',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: samples.p95,
  },
  // A share of the seconds may be above it, as of the answers.
  ofTarget('C07', 'CPU of the target, as a share of its cores, p95', {
    metric: 'target_cpu_share',
    statistic: 'p(95)',
    pass: { op: '<', value: 0.8 },
    skippedBy: 'target_cores_untold',
  }),
  ofTarget('C08', 'memory of the target, as a share of what it may use', {
    metric: 'target_memory_share',
    statistic: 'max',
    pass: { op: '<', value: 0.85 },
    skippedBy: 'target_memory_limit_untold',
  }),
  ofTarget('C09', 'connections to the database', {
    metric: 'target_database_connections',
    statistic: 'max',
    pass: { op: '<', value: 100 },
    skippedBy: 'target_database_untold',
  }),
];
