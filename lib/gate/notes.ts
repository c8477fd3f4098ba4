import { isOutOfReach } from './bound';
import { evidenceOf, missingNeed, type Need, needs, type ResolvedLimit, untold } from './limit';
import { countOf, type Readings } from './reading';
import type { LimitVerdict } from './verdict';

/** Fewest samples for which a one-sided 95 % upper bound of a percentile exists (order statistics: 1 - p^n >= 0.95). */
export const samplesForPercentile = (percentile: number): number =>
  Math.ceil(Math.log(0.05) / Math.log(percentile / 100));

/** What proves that nothing leaks is a marker where a stranger's could have come. */
function noChance(readings: Readings): string {
  if (countOf(readings, 'markers_checked') > 0)
    return "a marker counts where another user's or channel's could have come, and a run of one user has none";
  const written = countOf(readings, 'markers_written');
  return written > 0
    ? `isolation is not judged, because users wrote ${written} markers and no answer showed one`
    : 'no marker came back, whole as it was sent';
}

/** What a reader should know of one judged figure. */
export function notesOn(
  limit: ResolvedLimit,
  verdict: LimitVerdict,
  value: number | null,
  samples: number,
  { readings = {}, given = [] }: { readonly readings?: Readings; readonly given?: readonly Need[] } = {},
): string[] {
  const need = missingNeed(limit, given);
  if (verdict === 'SKIPPED' && need) return [`no ${need}: give ${needs[need]} to have this row judged`];
  if (verdict === 'SKIPPED' && limit.skippedBy)
    return [`the target does not report ${untold[limit.skippedBy]}, so this is not judged`];
  if (verdict === 'NO DATA' && limit.unprovenBy && countOf(readings, limit.unprovenBy) > 0)
    return [
      'nothing came in the second channel, from which or into which something could leak: the target must have room for its three clients',
    ];
  if (verdict === 'NO DATA' && isOutOfReach(limit))
    return [`the load asks ${limit.offered} times a second, so no target can answer more often; raise LOAD_TEST_RPS`];
  if (verdict === 'NO DATA' && samples >= limit.minSamples)
    return [`k6's summary has no ${limit.statistic} of ${limit.metric}; ask for one that it has, such as p(95)`];
  if (verdict === 'NO DATA') {
    const whys = [
      samples === 0 && evidenceOf(limit) === 'foreign_chances' ? noChance(readings) : '',
      limit.metric.startsWith('target_') ? unseen(readings) : '',
    ];
    return [[`${samples} of at least ${limit.minSamples} samples`, ...whys].filter(Boolean).join(': ')];
  }
  const notes: string[] = [];
  if (value === 0 && limit.pass?.op === '==' && limit.pass.value === 0) notes.push(zeroNote(samples));
  const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(limit.statistic)?.[1];
  if (percentile !== undefined && samples < samplesForPercentile(Number(percentile)))
    notes.push(
      `weak: ${samples} samples, ${samplesForPercentile(Number(percentile))} are needed to bound ${limit.statistic} at 95 % confidence`,
    );
  return notes;
}

/** Why the target's own figures are not known. */
function unseen(readings: Readings): string {
  const failed = countOf(readings, 'scrapes_failed');
  const reasons = [
    countOf(readings, 'target_other_process') > 0
      ? 'METRICS_URL was answered by more than one process (the target restarted, or has several workers), whose figures are never subtracted'
      : '',
    failed > 0 ? `${failed} scrapes of METRICS_URL failed` : '',
  ];
  return reasons.filter(Boolean).join('; ');
}

/** Below which the true rate lies at 95 % confidence where none was seen in n samples: the rule of three, 3/n. */
export const rateBelow = (samples: number): number => Math.min(1, 3 / samples);

/** What "none seen" proves. */
export function zeroNote(samples: number): string {
  return `0 in ${samples}: at 95 % confidence the rate is below ${Number(rateBelow(samples).toPrecision(3))}`;
}
