import { counter, rate, trend } from '../metrics';
import { describeOutcome, type Outcome } from './outcome';

const connectOk = rate('connect_ok');
const outcomes = counter('outcomes');
const scriptErrors = counter('script_errors');
const messagesReceived = counter('messages_received');
const generatorLag = trend('generator_lag');

/** Failures that each VU writes to the log; the metrics count them all. */
const loggedPerVu = 3;
let logged = 0;

/** Counts how one socket ended. Every socket is recorded once, whatever happened to it, so `outcomes` is the number of attempts. */
export function recordOutcome(outcome: Outcome, wasOpened: boolean, who: string): void {
  connectOk.add(wasOpened);
  outcomes.add(1, { outcome: outcome.kind });
  if (outcome.kind === 'script-error') scriptErrors.add(1);
  if (outcome.kind === 'done' || outcome.kind === 'aborted' || logged >= loggedPerVu) return;
  logged++;
  console.warn(`${who}: ${describeOutcome(outcome)}`);
}

/** Adds up what one socket received. @param lagMs the longest that one of its messages waited for its handler. */
export function recordMessages(count: number, lagMs: number): void {
  if (count === 0) return;
  messagesReceived.add(count);
  generatorLag.add(lagMs);
}
