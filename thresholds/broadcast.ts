import type { Limit } from '../lib';
import { connected, noMarkers, perAttempt } from './sockets';

// Document 001, "WebSocket Performance" and "Expected Results".

const established: Limit = {
  row: 'B04',
  title: 'connection establishment per client, p95',
  metric: 'ws_connecting',
  tags: { status: '101' },
  statistic: 'p(95)',
  pass: { op: '<', value: 100 },
  minSamples: { share: 0.9, of: 'connects' },
};

const noneOfOthers = (row: string): Limit => ({
  ...noMarkers(row, 'broadcasts of another channel', 'foreign_markers', true),
  unprovenBy: 'second_channel_silent',
});

const connects = (row: string, share: number, errors: number): readonly Limit[] => [
  connected(row, share),
  { row, title: 'errors', metric: 'failures', statistic: 'count', pass: { op: '<', value: errors }, ...perAttempt },
  established,
  noneOfOthers(row),
];

const delivered = (row: string): readonly Limit[] => [
  {
    row,
    title: 'message delivery rate',
    metric: 'delivery_share',
    statistic: 'avg',
    pass: { op: '>', value: 0.99 },
    minSamples: 'users',
  },
  noneOfOthers(row),
  noMarkers(row, 'repeated broadcasts', 'repeated_markers', true),
  noMarkers(row, 'broadcasts out of order', 'reordered_markers', true),
];

/** The pooled percentile does not show one receiver of twenty that is always late. */
const slowestReceiver = (row: string): Limit => ({
  row,
  title: "slowest receiver's median broadcast latency",
  metric: 'delivery_time_median',
  statistic: 'max',
  pass: { op: '<', value: 100 },
  minSamples: { share: 0.9, of: 'users' },
});

export const connect10 = connects('B01', 0.95, 1);
export const connect50 = connects('B02', 0.95, 3);
export const connect100 = connects('B03', 0.9, 5);

export const broadcast20: readonly Limit[] = [
  {
    row: 'B05',
    title: 'broadcast latency p95',
    metric: 'delivery_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 100 },
    minSamples: { share: 0.9, of: 'tasks' },
  },
  slowestReceiver('B05'),
  ...delivered('B05'),
];
export const broadcast10 = delivered('B06');
export const broadcast50: readonly Limit[] = [
  ...delivered('B07'),
  {
    row: 'B07',
    title: 'memory increase of the target',
    metric: 'target_memory_rise',
    statistic: 'max',
    // The document's 10 MB are for fifty clients.
    pass: { op: '<', value: { share: 0.2, of: 'users' } },
    minSamples: 1,
    needs: 'METRICS_URL',
  },
];

/** Of the connections of clients that come back. Those who hear nothing are judged by the limit on hearing again. */
const perReturn = { share: 0.7, of: 'returns' } as const;

export const broadcastRecovery: readonly Limit[] = [
  connected('B08', 0.95),
  {
    row: 'B08',
    title: 'connections that hear live broadcasts',
    metric: 'task_ok',
    statistic: 'rate',
    // A client that never hears again has not reconnected: the document's bound on connections holds for it.
    pass: { op: '>', value: 0.95 },
    ...perAttempt,
  },
  {
    row: 'B08',
    title: 'reconnect time p95',
    metric: 'reconnect_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 500 },
    minSamples: perReturn,
  },
  {
    row: 'B08',
    title: 'time until it hears broadcasts again, p95',
    metric: 'recovery_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 500 },
    minSamples: perReturn,
  },
  {
    row: 'B08',
    title: 'broadcasts missed per reconnect',
    metric: 'missed_messages',
    statistic: 'avg',
    minSamples: perReturn,
  },
  {
    row: 'B08',
    title: 'message delivery rate of a connection',
    metric: 'delivery_share',
    statistic: 'avg',
    pass: { op: '>', value: 0.99 },
    minSamples: { share: 0.7, of: 'connects' },
  },
  noMarkers('B08', 'repeated broadcasts', 'repeated_markers', true),
  noMarkers('B08', 'broadcasts out of order', 'reordered_markers', true),
  noneOfOthers('B08'),
];

export const broadcastMemory: readonly Limit[] = [
  connected('B09', 0.9),
  noneOfOthers('B09'),
  {
    row: 'B09',
    title: 'target memory per connection',
    metric: 'target_memory_per_connection',
    statistic: 'max',
    pass: { op: '<', value: 1 },
    minSamples: 1,
    needs: 'METRICS_URL',
  },
  {
    row: 'B10',
    title: 'peak memory growth of the target',
    metric: 'target_memory_rise',
    statistic: 'max',
    pass: { op: '<', value: 200 },
    minSamples: 1,
    needs: 'METRICS_URL',
  },
];
