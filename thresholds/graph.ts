import type { Limit } from '../lib';

// Document 001, "HTTP API Performance" and "Scaling Targets".

/** What bounds a 95th percentile at 95 % confidence; the document expects at least 50 requests of a test of five seconds. */
const minSamples = 59;
/** What bounds a 99th. */
const samplesOfP99 = 299;

/**
 * A rate holds in every second. Half of it, because a pause of up to half a second (garbage collection, a neighbour on the machine) is what
 * the p95 of five seconds lets pass as well; what is missing more of a second hangs.
 */
const inEverySecond = 0.5;

interface EndpointTargets {
  /** Name of the endpoint. */
  readonly name: string;
  readonly rows: readonly [latency: string, throughput: string];
  readonly p95Ms: number;
  /** Where the document expects one of the same run. */
  readonly p99Ms?: number;
  readonly perSecond: number;
  readonly errorShare: number;
}

/** What one endpoint must keep, however it is asked: its p95, its requests per second, its share of errors. */
const endpoint = (
  { name, rows: [latency, throughput], p95Ms, errorShare }: EndpointTargets,
  served: Limit['pass'],
): readonly Limit[] => {
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
      evidence: `requests{name:${name}}`,
      ...(served && { pass: served }),
      inEverySecond,
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

/** By workers, as fast as they are answered: also for the slowest of them, and in the tail. */
const byWorkers = (targets: EndpointTargets): readonly Limit[] => {
  const { name, rows, p95Ms, p99Ms, perSecond } = targets;
  const of = { row: rows[0], tags: { name } } as const;
  const ofClients = { ...of, minSamples: { share: 0.5, of: 'users' } } as const;
  const tail: Limit = {
    ...of,
    title: `${name} response time p99`,
    metric: 'response_time',
    statistic: 'p(99)',
    ...(p99Ms !== undefined && { pass: { op: '<', value: p99Ms } }),
    minSamples: samplesOfP99,
  };
  return [
    ...endpoint(targets, { op: '>', value: perSecond }),
    ...(p99Ms === undefined ? [] : [tail]),
    {
      ...ofClients,
      title: `${name} response time of the slowest client, median`,
      metric: 'client_time',
      statistic: 'max',
      pass: { op: '<', value: p95Ms },
    },
    {
      ...ofClients,
      title: `${name} success rate of the worst client`,
      metric: 'client_ok',
      statistic: 'min',
      // Less than half is a client that is not served at all, which the others' answers would outweigh.
      pass: { op: '>', value: 0.5 },
    },
  ];
};

/** At the document's rate, of which a twentieth may come late: what is still on its way when the time is over. */
const bySchedule = (targets: EndpointTargets): readonly Limit[] =>
  endpoint(targets, { op: '>=', value: targets.perSecond * 0.95 });

const stats: EndpointTargets = {
  name: 'graph-stats',
  rows: ['B11', 'B12'],
  p95Ms: 50,
  p99Ms: 100,
  perSecond: 100,
  errorShare: 0.01,
};
const search: EndpointTargets = {
  name: 'graph-search',
  rows: ['B13', 'B14'],
  p95Ms: 150,
  perSecond: 50,
  errorShare: 0.01,
};
const traverse: EndpointTargets = {
  name: 'graph-traverse',
  rows: ['B15', 'B16'],
  p95Ms: 300,
  p99Ms: 400,
  perSecond: 20,
  errorShare: 0.02,
};
const health: EndpointTargets = {
  name: 'health',
  rows: ['B17', 'B18'],
  p95Ms: 10,
  perSecond: 500,
  errorShare: 0.01,
};

export const graphStats = byWorkers(stats);
export const graphSearch = byWorkers(search);
export const graphTraverse = byWorkers(traverse);
export const graphHealth = bySchedule(health);

/** All of them at the same time, each with its own targets. */
export const graphMixed: readonly Limit[] = [stats, search, traverse, health]
  .flatMap(bySchedule)
  .map((limit) => ({ ...limit, row: 'B23' }));

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
      evidence: `requests{level:${name}}`,
      pass: { op: '>', value: perSecond },
      inEverySecond,
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
