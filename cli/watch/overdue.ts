import { withoutQueries } from '../../lib/environment/without-queries';
import { formatDuration } from '../duration';

/** Why loadmark ended k6 before k6 ended itself. */
export type StopReason =
  | { readonly kind: 'overtime'; readonly afterMs: number; readonly activeVus: number }
  | { readonly kind: 'not-ending'; readonly afterMs: number; readonly hasBegun: boolean }
  | { readonly kind: 'not-starting'; readonly afterMs: number; readonly outputs: string }
  | { readonly kind: 'interrupted'; readonly signal: NodeJS.Signals };

/** For what `k6 inspect` does not count: setup(), teardown(), the last thresholds and the summary. lib/scenario gives setup() 30 s alone, so a target that needs all of it needs --timeout too. */
export const allowanceMs = 30_000;
/** k6 writes a summary within a second; ten leave room for outputs that send their last samples. */
export const endingMs = 10_000;

/** An output connects before k6 makes a VU, and may wait for minutes for a server that does not answer. */
export const openingMs = 20_000;

export interface RunTimes {
  /** Since k6 was started. */
  readonly elapsedMs: number;
  /** What the run may take. */
  readonly statedMs: number;
  /** Since k6 said that the run was over, or since its API went away or did not come; undefined while it runs. */
  readonly endedForMs: number | undefined;
  /** Whether k6 has begun with the run. */
  readonly hasBegun: boolean;
  /** How long k6 took to load the script when it was inspected. */
  readonly loadingMs: number;
  readonly activeVus: number;
  /** Since k6 began to start its outputs, if it has not done so; undefined otherwise. */
  readonly openingForMs: number | undefined;
  /** K6_OUT. */
  readonly outputs: string;
}

/** Whether it is time to end k6. */
export function overdue(times: RunTimes): StopReason | undefined {
  const { elapsedMs, statedMs, endedForMs, hasBegun, loadingMs, activeVus, openingForMs, outputs } = times;
  if (openingForMs !== undefined && (openingForMs >= openingMs || elapsedMs >= statedMs))
    return { kind: 'not-starting', afterMs: openingForMs, outputs };
  // A run may be over before it was seen to begin; k6 that still loads the script looks the same.
  const patienceMs = hasBegun ? endingMs : endingMs + 2 * loadingMs;
  if (endedForMs !== undefined && endedForMs >= patienceMs)
    return { kind: 'not-ending', afterMs: endedForMs, hasBegun };
  if (elapsedMs >= statedMs) return { kind: 'overtime', afterMs: elapsedMs, activeVus };
  return undefined;
}

/** What hung, or who interrupted, for the record of the run. */
export function describeStop(reason: StopReason): string {
  switch (reason.kind) {
    case 'overtime':
      return `k6 was still running after ${formatDuration(reason.afterMs)}, which is more than the run may take, and was stopped. ${hungVus(reason.activeVus)}`;
    case 'not-ending':
      if (!reason.hasBegun)
        return `k6's REST API on this machine refused every call for ${formatDuration(reason.afterMs)}, and k6 was stopped. Either the load was over at once and handleSummary() or an output of k6 hung, or something keeps loadmark from 127.0.0.1.`;
      return `The load was over, but k6 had not ended ${formatDuration(reason.afterMs)} later and was stopped: handleSummary() or an output of k6 hung.`;
    case 'not-starting':
      return `k6 had no VU ${formatDuration(reason.afterMs)} after it began to start its outputs, and was stopped: nothing was sent to the target. An output does not answer: K6_OUT is ${withoutQueries(reason.outputs) || 'not set'}.`;
    case 'interrupted':
      return `Interrupted by ${reason.signal} before the load was over. Run it again to have the system judged.`;
  }
}

function hungVus(activeVus: number): string {
  if (activeVus === 0) return 'No VU was active: setup() or teardown() hung. --timeout gives a slow one more time.';
  const vus = activeVus === 1 ? '1 VU was' : `${activeVus} VUs were`;
  return `${vus} still active: either the run needs more time (--timeout gives it), or a socket whose peer never answers Close holds its VU for ever (k6 issue 4598).`;
}
