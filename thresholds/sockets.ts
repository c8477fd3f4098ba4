import type { Limit } from '../lib';

// What documents 000 and 001 both ask of sockets.

/** Every attempt is counted when it settles, whatever became of it. */
export const perAttempt = { evidence: 'outcomes', minSamples: 'connects' } as const;

export function connected(row: string, share: number): Limit {
  return {
    row,
    title: 'connection success rate',
    metric: 'connect_ok',
    statistic: 'rate',
    pass: { op: '>', value: share },
    ...perAttempt,
  };
}

/** There must be none of these markers. @param certain a slow generator cannot have caused them. */
export function noMarkers(row: string, title: string, metric: Limit['metric'], certain: boolean): Limit {
  return {
    row,
    title,
    metric,
    statistic: 'count',
    pass: { op: '==', value: 0 },
    // A task that fails shows fewer markers; the limits on tasks judge that.
    minSamples: { share: 0.5, of: 'tasks' },
    ...(certain && { certain }),
  };
}
