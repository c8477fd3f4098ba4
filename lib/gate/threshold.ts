import { metrics } from '../metrics/catalogue';
import { evidenceOf, keyOf, type ResolvedLimit } from './limit';

/** What always holds of a metric of a kind: k6 keeps a part of one that has a tag only where a threshold names it. */
const kept = {
  counter: 'count>=0',
  gauge: `value>=${Number.MIN_SAFE_INTEGER}`,
  rate: 'rate>=0',
  trend: `max>=${Number.MIN_SAFE_INTEGER}`,
} as const;

/** k6's `options.thresholds`. */
export type Thresholds = Record<string, string[]>;

/**
 * k6's thresholds for limits: the failing bound, or what keeps the figure where there is none, and `count>=N` on the counter of its samples,
 * because k6 passes a threshold without samples (k6 issue 4283).
 */
export function toThresholds(limits: readonly ResolvedLimit[]): Thresholds {
  const thresholds: Thresholds = {};
  for (const limit of limits) {
    const failing = limit.warn ?? limit.pass;
    if (failing)
      add(thresholds, keyOf(limit), `${limit.statistic}${failing.op}${failing.value * (limit.overSeconds ?? 1)}`);
    else if (limit.tags) add(thresholds, keyOf(limit), kept[metrics[limit.metric].kind]);
    add(thresholds, evidenceOf(limit), `count>=${limit.ifAny ? 0 : limit.minSamples}`);
    if (limit.unprovenBy) add(thresholds, limit.unprovenBy, 'count<1');
  }
  return thresholds;
}

/** Where no limit may be skipped: thresholds on the counters of what the target does not say of itself. */
export function tellingAll(limits: readonly ResolvedLimit[]): Thresholds {
  const thresholds: Thresholds = {};
  for (const { skippedBy } of limits) if (skippedBy) thresholds[skippedBy] = ['count<1'];
  return thresholds;
}

/** Thresholds that always hold: k6 keeps the part of a counter that has a tag only where a threshold names it. */
export function keeping(counters: readonly string[]): Thresholds {
  const thresholds: Thresholds = {};
  // One list for all of them: there are a hundred and more, and nobody changes a list that another may have.
  const always = [kept.counter];
  for (const counter of counters) thresholds[counter] = always;
  return thresholds;
}

/** Likewise for parts of trends, which have no count for a threshold. */
export const keepingTrends = (trends: readonly string[]): Thresholds =>
  Object.fromEntries(trends.map((trend) => [trend, ['max>=0']]));

/** All thresholds of all parts: several on one metric are all kept, the same one once. */
export function mergeThresholds(...parts: readonly Thresholds[]): Thresholds {
  const merged: Thresholds = {};
  for (const part of parts)
    for (const metric in part) {
      const more = part[metric] ?? [];
      const known = merged[metric];
      // Most metrics are in one part only.
      merged[metric] = known ? [...new Set([...known, ...more])] : more;
    }
  return merged;
}

function add(thresholds: Thresholds, metric: string, expression: string): void {
  thresholds[metric] ??= [];
  if (!thresholds[metric].includes(expression)) thresholds[metric].push(expression);
}
