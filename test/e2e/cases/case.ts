import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import type { MetricName } from '../../../lib/metrics/catalogue';

/** One run against the testbed, and what must come of it. */
export interface Case {
  readonly what: string;
  readonly scenario: string;
  readonly defects?: readonly string[];
  readonly taskMs?: number;
  /** On a testbed that has a PostgreSQL with documents, and their API. */
  readonly database?: true;
  /** On a testbed that has a PostgreSQL with pgvector. */
  readonly vectors?: true;
  /** Added to the target's URL. */
  readonly path?: string;
  /** The target is a port where nothing listens. */
  readonly nothingListens?: true;
  /** The target's own figures are not available. */
  readonly unobserved?: true;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** k6's own exit code, which is all that a plain `k6 run` has. */
  readonly k6ExitCode: number;
  /**
   * What single limits must say, by their metric, or by the part of it that has tags. Where the verdict is FAIL, limits that are not
   * named here must not FAIL.
   */
  readonly limits?: Readonly<Partial<Record<MetricName | `${MetricName}{${string}}`, LimitVerdict>>>;
  /** Longest time from the command to its end. */
  readonly withinSeconds: number;
}

/** Cases, by what they show together. */
export type Groups = Readonly<Record<string, readonly Case[]>>;

/**
 * What a file of this folder exports as `cases`: its groups, by the ring that they run in. In `together` are verdicts that no busy machine
 * changes: three cases at a time. In `alone` is what has to keep its document's bounds, some of them ten milliseconds: one at a time.
 */
export interface CaseFile {
  readonly together?: Groups;
  readonly alone?: Groups;
}

export const pass = { verdict: 'PASS', exitCode: 0, k6ExitCode: 0, withinSeconds: 12 } as const;
export const warning = { verdict: 'WARNING', exitCode: 0, k6ExitCode: 0, withinSeconds: 15 } as const;
export const fail = { verdict: 'FAIL', exitCode: 99, k6ExitCode: 99, withinSeconds: 15 } as const;
export const invalid = { verdict: 'INVALID', exitCode: 3, k6ExitCode: 99, withinSeconds: 15 } as const;

/** A target that does not answer is given up sooner than a document's minute. */
export const impatient = { CONNECT_TIMEOUT: '1s', TASK_TIMEOUT: '2s' };
