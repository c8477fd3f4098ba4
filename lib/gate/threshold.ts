import { evidenceOf, keyOf, type ResolvedLimit } from './limit';

/** k6's `options.thresholds`. */
export type Thresholds = Record<string, string[]>;

/**
 * k6's thresholds for limits: the failing bound, and beside it `count>=N` on the counter of its samples, because k6 passes a threshold
 * without samples (k6 issue 4283).
 */
export function toThresholds(limits: readonly ResolvedLimit[]): Thresholds {
  return mergeThresholds(
    ...limits.map((limit) => {
      const failing = limit.warn ?? limit.pass;
      return mergeThresholds(
        failing
          ? { [keyOf(limit)]: [`${limit.statistic}${failing.op}${failing.value * (limit.overSeconds ?? 1)}`] }
          : {},
        {
          [evidenceOf(limit)]: [`count>=${limit.minSamples}`],
        },
      );
    }),
  );
}

/** All thresholds of all parts: several on one metric are all kept, the same one once. */
export function mergeThresholds(...parts: readonly Thresholds[]): Thresholds {
  const merged: Thresholds = {};
  for (const [metric, expressions] of parts.flatMap((part) => Object.entries(part)))
    merged[metric] = [...new Set([...(merged[metric] ?? []), ...expressions])];
  return merged;
}
