import type { Limit } from '../lib';

// Document 002, "Database Load Tests", and document 003, "Database Stress Test".

/** What bounds a 95th percentile at 95 % confidence. */
const samplesOfP95 = 59;

/** Whatever the scenario writes must be there afterwards, all of it and once. @param row of the scenario. */
const nothingLost = (row: string, minRows: number): readonly Limit[] => {
  const none = { statistic: 'count', pass: { op: '==', value: 0 }, certain: true, row } as const;
  return [
    { ...none, title: 'acknowledged rows that are not there', metric: 'rows_lost', minSamples: minRows },
    { ...none, title: 'rows that are there twice', metric: 'rows_repeated', minSamples: minRows },
    { ...none, title: 'rows that a failed batch has left', metric: 'rows_torn', minSamples: minRows },
  ];
};

/** Row C10: a pool of 20 is asked for 50 half-second queries at once. */
export const poolSaturation: readonly Limit[] = [
  {
    row: 'C10',
    title: 'queries that succeed',
    metric: 'served',
    tags: { name: 'half-second' },
    statistic: 'count',
    // "Many should succeed": more than 20 of 50.
    pass: { op: '>', value: { share: 0.4, of: 'requests' } },
    evidence: 'requests{name:half-second}',
    minSamples: 'requests',
  },
  {
    row: 'C10',
    title: 'queries that find no free connection in time',
    metric: 'requests_failed',
    tags: { what: 'no free connection' },
    statistic: 'count',
    // "Some should timeout".
    pass: { op: '>', value: 0 },
    evidence: 'requests{name:half-second}',
    minSamples: 'requests',
  },
  {
    row: 'C10',
    title: 'queries that succeed or are refused by the pool',
    metric: 'clean_failure',
    tags: { name: 'half-second' },
    statistic: 'rate',
    pass: { op: '==', value: 1 },
    evidence: 'requests{name:half-second}',
    minSamples: 'requests',
  },
  {
    row: 'C10',
    title: 'longest query, the wait for its connection included',
    metric: 'response_time',
    tags: { name: 'half-second' },
    statistic: 'max',
    // It waits 0.75 s at most, and sleeps half a second.
    pass: { op: '<', value: 2000 },
    minSamples: 1,
  },
  {
    row: 'C10',
    title: 'connections that the pool still has afterwards',
    metric: 'answer_ok',
    tags: { name: 'afterwards' },
    statistic: 'rate',
    pass: { op: '==', value: 1 },
    evidence: 'requests{name:afterwards}',
    minSamples: 20,
  },
];

/** Row C11: 100 batches of 100 rows at once. */
export const writeHeavy: readonly Limit[] = [
  {
    row: 'C11',
    title: 'rows written per second',
    metric: 'write_rate',
    statistic: 'avg',
    pass: { op: '>', value: 1000 },
    minSamples: 1,
  },
  {
    row: 'C11',
    title: 'batches that succeed',
    metric: 'answer_ok',
    statistic: 'rate',
    // The document expects every batch to succeed: it awaits all of them.
    pass: { op: '==', value: 1 },
    minSamples: 'requests',
  },
  ...nothingLost('C11', 1),
];

/** Row C12: 50 joins at once. */
export const complexQueries: readonly Limit[] = [
  {
    row: 'C12',
    title: 'mean time of a join',
    metric: 'response_time',
    statistic: 'avg',
    pass: { op: '<', value: 500 },
    minSamples: { share: 0.9, of: 'requests' },
  },
  {
    row: 'C12',
    title: 'longest join',
    metric: 'response_time',
    statistic: 'max',
    pass: { op: '<', value: 2000 },
    minSamples: { share: 0.9, of: 'requests' },
  },
  {
    row: 'C12',
    title: 'joins that succeed',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '==', value: 1 },
    minSamples: 'requests',
  },
];

/** Rows D06 and D07. The tiers share their edges: exactly 99 % and 100 ms are warnings, 95 % and 200 ms too. */
export const databaseMix: readonly Limit[] = [
  {
    row: 'D06',
    title: 'query time p95',
    metric: 'response_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 100 },
    warn: { op: '<=', value: 200 },
    minSamples: samplesOfP95,
  },
  {
    row: 'D07',
    title: 'query success rate',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    warn: { op: '>=', value: 0.95 },
    minSamples: samplesOfP95,
  },
  {
    row: 'D06',
    title: "slowest worker's median query time",
    metric: 'client_time',
    statistic: 'max',
    pass: { op: '<', value: 100 },
    warn: { op: '<=', value: 200 },
    minSamples: 1,
  },
  {
    row: 'D06',
    title: 'rows of another tenant',
    metric: 'foreign_rows',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: samplesOfP95,
    certain: true,
  },
  ...nothingLost('D07', 1),
  {
    row: 'D07',
    title: 'acknowledged updates that are lost',
    metric: 'updates_lost',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 1,
    certain: true,
  },
];
