import type { ResolvedLimit } from './limit';

/** The answer of a run. INVALID: the run cannot judge the system. */
export type Verdict = 'PASS' | 'WARNING' | 'FAIL' | 'INVALID';

/** The answer of one limit. REPORTED: measured, and the document gives no bound. */
export type LimitVerdict = 'PASS' | 'WARNING' | 'FAIL' | 'NO DATA' | 'SKIPPED' | 'REPORTED';

export interface JudgedLimit extends ResolvedLimit {
  readonly verdict: LimitVerdict;
  /** In the metric's unit; null where there is nothing to judge. */
  readonly value: number | null;
  readonly samples: number;
  /** What a reader should know of this figure: why it was skipped, what zero proves, that it is weak. */
  readonly notes: readonly string[];
}

/** Why a run cannot judge the system, and what to change. */
export interface Invalidity {
  readonly cause: 'no data' | 'script error' | 'generator' | 'options' | 'nothing judged' | 'skipped' | 'no result';
  readonly message: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly limits: readonly JudgedLimit[];
  /** Not empty where the verdict is INVALID; may also accompany a FAIL, which stands in spite of it. */
  readonly invalidities: readonly Invalidity[];
}

/** Exit code of `loadmark run`. k6's own code for crossed thresholds, 99, is kept for FAIL. */
export function exitCodeOf(verdict: Verdict, strict: boolean): number {
  switch (verdict) {
    case 'PASS':
      return 0;
    case 'WARNING':
      return strict ? 99 : 0;
    case 'FAIL':
      return 99;
    case 'INVALID':
      return 3;
  }
}
