// Document 000, "Verification Criteria" and "Performance Targets".

import type { Limit } from '../lib';
import { connected, noMarkers, perAttempt } from './sockets';

/** A connection whose task never ends is no success, so the document's bound on connections holds for tasks too. */
function completed(row: string, share: number, title = 'task success rate'): Limit {
  return { row, title, metric: 'task_ok', statistic: 'rate', pass: { op: '>', value: share }, ...perAttempt };
}

function none(title: string, metric: Limit['metric'], certain: boolean, where?: Limit['where']): Limit {
  // Of the markers that were asked for: of the tasks at least four in five succeed, and a third of them may be aborted half-way.
  const minSamples = { share: 0.5, of: 'markers' } as const;
  return { ...noMarkers('A06', title, metric, certain), minSamples, ...(where && { where }) };
}

function ifObserved(limit: Limit): Limit {
  return { ...limit, needs: 'METRICS_URL' };
}

const noForeignMarkers = none('foreign markers seen', 'foreign_markers', true);
/** A user's first task has none before it. */
const noStaleMarkers = none('stale markers after a reconnect', 'stale_markers', true, 'returns');

/** Without it a target that loses its output has none that could be another's. */
const noLostMarkers = none('lost markers', 'lost_markers', false);

export const ws10: readonly Limit[] = [
  connected('A01', 0.9),
  completed('A01', 0.9),
  noForeignMarkers,
  noStaleMarkers,
  noLostMarkers,
];

export const ws50: readonly Limit[] = [
  connected('A02', 0.8),
  completed('A02', 0.8),
  {
    row: 'A03',
    title: 'max concurrent connections',
    metric: 'open_sockets',
    statistic: 'count',
    // All of them: with more users than the document's fifty, more.
    pass: { op: '>=', value: 'users' },
    ...perAttempt,
  },
  noForeignMarkers,
  noStaleMarkers,
  noLostMarkers,
  {
    row: 'A08',
    title: 'target memory per connection',
    metric: 'target_memory_per_connection',
    statistic: 'max',
    pass: { op: '<', value: 50 },
    minSamples: 1,
    needs: 'METRICS_URL',
  },
];

export const wsLatency: readonly Limit[] = [
  connected('A04', 0.9),
  {
    row: 'A04',
    title: 'connection latency median',
    metric: 'connect_time',
    statistic: 'med',
    pass: { op: '<', value: 100 },
    // What did not connect has no time; the limit on the connection rate judges that.
    minSamples: { share: 0.9, of: 'connects' },
  },
];

export const wsThroughput: readonly Limit[] = [
  { row: 'A05', title: 'messages sent per second', metric: 'ping_rate', statistic: 'avg', minSamples: 'users' },
  { row: 'A05', title: 'mean send time', metric: 'ping_send_time', statistic: 'avg', minSamples: 'users' },
  {
    row: 'A05',
    title: 'sockets that took every message',
    metric: 'task_ok',
    statistic: 'rate',
    pass: { op: '>=', value: 1 },
    evidence: 'outcomes',
    minSamples: 'users',
  },
];

export const wsIsolation: readonly Limit[] = [
  noForeignMarkers,
  noStaleMarkers,
  none('repeated markers', 'repeated_markers', true),
  none('markers out of order', 'reordered_markers', true),
  none('markers after completion', 'late_markers', true),
  noLostMarkers,
  completed('A06', 0.8, 'task success rate of those not aborted'),
];

export const wsMemory: readonly Limit[] = [
  ifObserved(noForeignMarkers),
  ifObserved(noStaleMarkers),
  ifObserved(noLostMarkers),
  {
    row: 'A07',
    title: 'memory growth per batch',
    metric: 'target_memory_growth',
    statistic: 'max',
    pass: { op: '<', value: 500 },
    minSamples: 'batches',
    needs: 'METRICS_URL',
  },
  // Batches whose tasks fail say nothing about memory, so what the others ask is judged only where memory is.
  ifObserved(completed('A07', 0.9)),
];
