import { withoutTokens } from '../environment/redact';
import { counter } from '../metrics/recorders';
import { describeError } from './describe-error';

const scriptErrors = counter('script_errors');

/** Exceptions that each VU writes to the log; the metric counts them all. */
const loggedPerVu = 3;
let logged = 0;

/**
 * Counts an exception. k6 itself logs one and exits 0, and a promise that nobody waits for hides one: without this a run could pass in
 * which the script did not do its work.
 */
export function recordScriptError(who: string, error: unknown): void {
  scriptErrors.add(1);
  if (logged++ < loggedPerVu) console.error(withoutTokens(`${who}: script error: ${describeError(error)}`));
}
