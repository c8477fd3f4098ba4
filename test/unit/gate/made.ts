import type { ResolvedLimit } from '../../../lib/gate/limit';
import type { Readings } from '../../../lib/gate/reading';

/** A limit on a rate with 100 samples behind it; a test changes what it is about. */
export const madeLimit = (changes: Partial<ResolvedLimit> = {}): ResolvedLimit => ({
  row: 'T01',
  title: 'connection success rate',
  metric: 'connect_ok',
  statistic: 'rate',
  evidence: 'outcomes',
  minSamples: 100,
  pass: { op: '>', value: 0.9 },
  ...changes,
});

/** A limit that allows no foreign marker. */
export const noForeign = (changes: Partial<ResolvedLimit> = {}): ResolvedLimit =>
  madeLimit({
    row: 'T02',
    title: 'foreign markers seen',
    metric: 'foreign_markers',
    statistic: 'count',
    evidence: 'markers_checked',
    pass: { op: '==', value: 0 },
    certain: true,
    ...changes,
  });

/** What k6 hands over of a run in which each of these counters has this count. */
export const counted = (counts: Readonly<Record<string, number>>): Readings =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { count, rate: count / 2 }]));

/** Readings of a run with 100 attempts, of which this share succeeded. */
export const opened = (rate: number, attempts = 100): Readings => ({
  ...counted({ outcomes: attempts }),
  connect_ok: { rate, passes: rate * attempts, fails: (1 - rate) * attempts },
});
