import { metrics } from '../metrics/catalogue';
import { isOutOfReach, meets } from './bound';
import { evidenceOf, keyOf, missingNeed, type Need, needs, type ResolvedLimit, untold } from './limit';
import { notesOn } from './notes';
import { countOf, type Readings } from './reading';
import { onlyOnWhatHolds } from './rests-on';
import type { Invalidity, JudgedLimit, Judgement, LimitVerdict, Verdict } from './verdict';

/** What `judge` needs to know of a run. */
export interface Run {
  readonly limits: readonly ResolvedLimit[];
  readonly readings: Readings;
  /** What limits may need and was given: the others are skipped. */
  readonly given: readonly Need[];
  /** What speaks against the run, from the generator's own figures or from outside it. */
  readonly invalidities?: readonly Invalidity[];
  /** A skipped limit makes the run INVALID. */
  readonly strict?: boolean;
}

/** From a run's figures to its verdict. The same function judges in k6's handleSummary and in `loadmark run`. */
export function judge(run: Run): Judgement {
  const limits = onlyOnWhatHolds(
    run.limits.map((limit) => judgeLimit(limit, run)).filter((limit) => isOfThisRun(limit, run)),
  );
  const remedies = (of: readonly JudgedLimit[]) => [...new Set(of.flatMap((limit) => remedy(limit, run.given)))];
  const of = (verdict: LimitVerdict) => limits.filter((judged) => judged.verdict === verdict);
  const untrusted = [...(run.invalidities ?? []), ...scriptErrors(run.readings)];
  const doubts = [...untrusted];
  const skipped = of('SKIPPED');
  if (skipped.length === limits.length)
    doubts.push({
      cause: 'nothing judged',
      message: ['Every limit was skipped, so nothing was judged.', ...remedies(skipped)].join(' '),
    });
  else if (run.strict && skipped.length > 0)
    doubts.push({
      cause: 'skipped',
      message: [`--strict, and ${rows(skipped)} skipped.`, ...remedies(skipped)].join(' '),
    });

  const failed = of('FAIL');
  const starved = of('NO DATA');
  // A limit that starved because another one failed (no task time where nothing connects) adds nothing to that failure.
  if (failed.length === 0 && starved.length > 0)
    doubts.push({
      cause: 'no data',
      message: `No data to judge ${rows(starved)}: ${starved.map(shortage).join('; ')}. k6's log and the outcomes say more.`,
    });
  return {
    verdict: verdictOf(failed, untrusted.length > 0, doubts, of('WARNING').length > 0),
    limits,
    invalidities: doubts,
  };
}

function verdictOf(
  failed: readonly JudgedLimit[],
  untrusted: boolean,
  doubts: readonly Invalidity[],
  warned: boolean,
): Verdict {
  if (failed.some(({ certain }) => certain)) return 'FAIL';
  if (failed.length > 0 && !untrusted) return 'FAIL';
  if (doubts.length > 0) return 'INVALID';
  return warned ? 'WARNING' : 'PASS';
}

const isOfThisRun = ({ ifAny, samples, value }: JudgedLimit, { readings }: Run): boolean =>
  !ifAny || samples > 0 || value !== null || (ifAny !== true && countOf(readings, ifAny) > 0);

function judgeLimit(limit: ResolvedLimit, { readings, given }: Run): JudgedLimit {
  const samples = countOf(readings, evidenceOf(limit));
  const value = measured(limit, readings, samples);
  const verdict = limitVerdict(limit, value, samples, { readings, given });
  return {
    ...limit,
    verdict,
    value: verdict === 'SKIPPED' ? null : value,
    samples,
    notes: notesOn(limit, verdict, value, samples, { readings, given }),
  };
}

/** Null where nothing was measured, or where k6's summary has no such statistic: neither may pass as a zero. */
function measured(limit: ResolvedLimit, readings: Readings, samples: number): number | null {
  const value = readings[keyOf(limit)]?.[limit.statistic];
  if (metrics[limit.metric].kind !== 'counter') return samples > 0 ? (value ?? null) : null;
  // What a counter counted was there, even where the run was cut short before its evidence was added up.
  return samples > 0 || value ? (value ?? 0) / (limit.overSeconds ?? 1) : null;
}

function limitVerdict(
  limit: ResolvedLimit,
  value: number | null,
  samples: number,
  { readings, given }: Pick<Run, 'readings' | 'given'>,
): LimitVerdict {
  if (missingNeed(limit, given)) return 'SKIPPED';
  if (limit.skippedBy && countOf(readings, limit.skippedBy) > 0) return 'SKIPPED';
  // Too few samples cannot pass anything, yet one of what there must be none of is a breach however few were looked at.
  const irreparable = limit.certain || isNone(limit);
  if (value !== null && irreparable && limit.pass && !meets(value, limit.warn ?? limit.pass)) return 'FAIL';
  if (value === null || samples < limit.minSamples || isOutOfReach(limit)) return 'NO DATA';
  if (limit.unprovenBy && countOf(readings, limit.unprovenBy) > 0) return 'NO DATA';
  if (!limit.pass) return 'REPORTED';
  if (meets(value, limit.pass)) return 'PASS';
  return limit.warn && meets(value, limit.warn) ? 'WARNING' : 'FAIL';
}

/** Whether a limit allows none of something: more samples cannot mend what was seen. */
const isNone = ({ pass }: ResolvedLimit): boolean => pass?.op === '==' && pass.value === 0;

function scriptErrors(readings: Readings): Invalidity[] {
  const errors = countOf(readings, 'script_errors');
  if (errors === 0) return [];
  return [
    {
      cause: 'script error',
      message: `The script threw ${errors} time(s); k6's log has the first messages of each VU. Correct the script: a run with exceptions judges nothing.`,
    },
  ];
}

const rows = (limits: readonly JudgedLimit[]): string => [...new Set(limits.map(({ row }) => row))].join(', ');
/** What to do about a skipped limit. */
function remedy(limit: ResolvedLimit, given: readonly Need[]): string[] {
  const { skippedBy } = limit;
  const need = missingNeed(limit, given);
  if (need) return [`Set ${need} to ${needs[need]}.`];
  return skippedBy ? [`Let the target report ${untold[skippedBy]}.`] : [];
}

const shortage = ({ title, notes }: JudgedLimit): string => `${title}: ${notes.join(', ')}`;
