import { withoutTokens } from '../../environment/redact';
import { counter, rate, trend } from '../../metrics/recorders';
import { recordScriptError } from '../../runtime/script-error';
import { recordShortage } from '../../runtime/shortage';
import type { LagWatch } from './lag';
import { describeOutcome, type Outcome } from './outcome';

const connectOk = rate('connect_ok');
const taskOk = rate('task_ok');
const outcomes = counter('outcomes');
const failures = counter('failures');
const messagesReceived = counter('messages_received');
const generatorLag = trend('generator_lag');

/** Of `outcomes`, one object for each kind: k6 reads a new one more slowly. */
const tags: Partial<Record<Outcome['kind'], Record<string, string>>> = {};

/** Failures that each VU writes to the log; the metrics count them all. */
const loggedPerVu = 3;
let logged = 0;

/** Counts whether a task came to its end. A socket that the script aborted had no chance to. */
export function recordTask(outcome: Outcome): void {
  if (outcome.kind !== 'aborted') taskOk.add(outcome.kind === 'done');
}

/** Counts how one socket ended. Every socket is recorded once, whatever happened to it, so `outcomes` is the number of attempts. */
export function recordOutcome(outcome: Outcome, wasOpened: boolean, who: string): void {
  connectOk.add(wasOpened);
  tags[outcome.kind] ??= { outcome: outcome.kind };
  outcomes.add(1, tags[outcome.kind]);
  if (outcome.kind === 'done' || outcome.kind === 'aborted') return;
  failures.add(1);
  if (outcome.kind === 'refused') recordShortage(outcome.reason);
  if (outcome.kind === 'script-error') return recordScriptError(who, outcome.error);
  // Who gives up has failed before, and that had its line.
  if (outcome.kind === 'given-up' || logged >= loggedPerVu) return;
  logged++;
  console.warn(withoutTokens(`${who}: ${describeOutcome(outcome)}`));
}

/** Adds up what one socket received. */
export function recordMessages({ messages, maxMs }: Pick<LagWatch, 'messages' | 'maxMs'>): void {
  if (messages === 0) return;
  messagesReceived.add(messages);
  generatorLag.add(maxMs);
}
