import { withoutTokens } from '../environment/redact';
import { counter, gauge } from '../metrics/recorders';
import type { Deviations } from './habit';
import { encodePair } from './leak-pair';
import type { Ledger, Stray } from './ledger';
import { type MarkerOwner, markerPrefix } from './marker';

const checked = counter('markers_checked');
const compared = counter('markers_compared');
const foreign = counter('foreign_markers');
const stale = counter('stale_markers');
const repeated = counter('repeated_markers');
const reordered = counter('reordered_markers');
const late = counter('late_markers');
const lost = counter('lost_markers');
const pairs = gauge('leak_pairs');

/** Strays that each VU writes to the log in full; the metrics count them all. */
const loggedPerVu = 5;
let logged = 0;

/** Records strays as they come: a run that is cut short must not lose them. */
export function recordStrays(receiver: MarkerOwner, strays: readonly Stray[]): void {
  for (const { kind, owner, text } of strays) {
    (kind === 'stale' ? stale : foreign).add(1);
    const isOfAnotherRun = owner !== undefined && owner.run !== receiver.run;
    pairs.add(
      encodePair({ receiver: receiver.user, owner: owner?.user, ...(isOfAnotherRun && { ofAnotherRun: true }) }),
    );
    if (logged++ < loggedPerVu)
      console.error(withoutTokens(`${kind} marker: ${markerPrefix(receiver)}* received ${text}`));
  }
}

/**
 * Adds up the ledger of a socket. One that is learning has no repeated or lost markers yet.
 * @param complete whether the target reported the task complete, so that missing markers are lost.
 */
export function recordLedger(ledger: Ledger, complete: boolean): void {
  checked.add(ledger.checked);
  recordDeviations({ ...ledger.anomalies, lost: complete && !ledger.isLearning ? ledger.lost : 0 });
  if (!ledger.isLearning) compared.add(ledger.checked);
}

/** Makes no samples of what did not happen. */
export function recordDeviations(found: Deviations): void {
  if (found.repeated > 0) repeated.add(found.repeated);
  if (found.reordered > 0) reordered.add(found.reordered);
  if (found.late > 0) late.add(found.late);
  if (found.lost > 0) lost.add(found.lost);
}
