import type { Limit } from '../lib';

// Document 001, "HTTP API Performance" and "Scaling Targets".

/** The document expects at least 50 requests of a test of five seconds; fewer cannot bound a 95th percentile either. */
const minSamples = 50;

interface EndpointTargets {
  /** Name of the endpoint. */
  readonly name: string;
  readonly rows: readonly [latency: string, throughput: string];
  readonly p95Ms: number;
  readonly perSecond: number;
  readonly errorShare: number;
}

/** What one endpoint must keep: its p95, its requests per second, its share of errors. */
const endpoint = ({
  name,
  rows: [latency, throughput],
  p95Ms,
  perSecond,
  errorShare,
}: EndpointTargets): readonly Limit[] => {
  const of = { tags: { name }, minSamples } as const;
  return [
    {
      row: latency,
      title: `${name} response time p95`,
      metric: 'response_time',
      statistic: 'p(95)',
      pass: { op: '<', value: p95Ms },
      ...of,
    },
    {
      row: throughput,
      title: `${name} answers per second`,
      metric: 'served',
      statistic: 'count',
      overSeconds: 'seconds',
      evidence: `http_reqs{name:${name}}`,
      pass: { op: '>', value: perSecond },
      ...of,
    },
    {
      row: latency,
      title: `${name} success rate`,
      metric: 'answer_ok',
      statistic: 'rate',
      pass: { op: '>', value: 1 - errorShare },
      ...of,
    },
  ];
};

export const graphStats = endpoint({
  name: 'graph-stats',
  rows: ['B11', 'B12'],
  p95Ms: 50,
  perSecond: 100,
  errorShare: 0.01,
});
export const graphSearch = endpoint({
  name: 'graph-search',
  rows: ['B13', 'B14'],
  p95Ms: 150,
  perSecond: 50,
  errorShare: 0.01,
});
export const graphTraverse = endpoint({
  name: 'graph-traverse',
  rows: ['B15', 'B16'],
  p95Ms: 300,
  perSecond: 20,
  errorShare: 0.02,
});
export const graphHealth = endpoint({
  name: 'health',
  rows: ['B17', 'B18'],
  p95Ms: 10,
  perSecond: 500,
  errorShare: 0.01,
});

/** All of them at the same time, each with its own targets. */
export const graphMixed: readonly Limit[] = [...graphStats, ...graphSearch, ...graphTraverse, ...graphHealth].map(
  (limit) => ({
    ...limit,
    row: 'B23',
  }),
);

/** Rows B19 to B21: the requests per second that a level of the ladder must serve. */
const level = (row: string, name: string, perSecond: number): readonly Limit[] => {
  const of = { tags: { level: name }, minSamples } as const;
  return [
    {
      row,
      title: `${name}: answers per second`,
      metric: 'served',
      statistic: 'count',
      overSeconds: 'seconds',
      evidence: `http_reqs{level:${name}}`,
      pass: { op: '>', value: perSecond },
      ...of,
    },
    {
      row,
      title: `${name}: success rate`,
      metric: 'answer_ok',
      statistic: 'rate',
      pass: { op: '>', value: 0.95 },
      ...of,
    },
  ];
};

/**
 * Graceful degradation, made measurable: at a hundred workers the target still gives at least this share of its best throughput,
 * what it does not answer it refuses cleanly, and when the load goes back it is as good as before.
 */
const share = (row: string, title: string, at: string, least: number): Limit => ({
  row,
  title,
  metric: 'throughput_share',
  tags: { level: at },
  statistic: 'min',
  pass: { op: '>=', value: least },
  minSamples: 1,
});

export const graphScaling: readonly Limit[] = [
  ...level('B19', 'light', 50),
  ...level('B20', 'medium', 100),
  ...level('B21', 'heavy', 150),
  share('B22', 'stress: share of the best throughput', 'stress', 0.7),
  share('B22', 'afterwards: share of the throughput at the same load before', 'afterwards', 0.7),
  {
    row: 'B22',
    title: 'stress: answered or cleanly refused',
    metric: 'clean_failure',
    tags: { level: 'stress' },
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples,
  },
];
