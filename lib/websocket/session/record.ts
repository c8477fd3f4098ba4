import { withoutTokens } from '../../environment/redact';
import { closeCodeOf } from '../../metrics/close-codes';
import { failureLine } from '../../metrics/failure-line';
import { counter, rate, trend } from '../../metrics/recorders';
import { recordScriptError } from '../../runtime/script-error';
import { recordShortage } from '../../runtime/shortage';
import type { Hearing } from './hearing';
import { describeOutcome, type Outcome } from './outcome';

const connectOk = rate('connect_ok');
const taskOk = rate('task_ok');
const outcomes = counter('outcomes');
const failures = counter('failures');
const targetCloses = counter('target_closes');
const messagesReceived = counter('messages_received');
const generatorLag = trend('generator_lag');

/** Tags of `outcomes`, one object for each kind: k6 reads a new one more slowly. */
const tags: Partial<Record<Outcome['kind'], Record<string, string>>> = {};

/** Failures that each VU writes to the log; the metrics count them all. */
const loggedPerVu = 3;
let logged = 0;

/** Counts whether a task was completed. A task that the script aborted is no attempt. */
export function recordTask(outcome: Outcome): void {
  if (outcome.kind !== 'aborted') taskOk.add(outcome.kind === 'done');
}

/** Counts how one socket ended. Every socket is recorded once, so `outcomes` is the number of attempts. */
export function recordOutcome(outcome: Outcome, wasOpened: boolean, who: string): void {
  connectOk.add(wasOpened);
  tags[outcome.kind] ??= { outcome: outcome.kind };
  outcomes.add(1, tags[outcome.kind]);
  if (outcome.kind === 'done' || outcome.kind === 'aborted') return;
  failures.add(1);
  if (wasClosed(outcome)) targetCloses.add(1, { code: closeCodeOf(outcome.code) });
  recordExtra(outcome, who);
}

/** Counts what of a failure is the script's or the generator's, and logs it. */
export function recordExtra(outcome: Outcome, who: string): void {
  if (outcome.kind === 'done' || outcome.kind === 'aborted') return;
  if (outcome.kind === 'refused') recordShortage(outcome.reason);
  if (outcome.kind === 'script-error') return recordScriptError(who, outcome.error);
  // A user that gives up has failed before, and each failure had its line.
  if (outcome.kind === 'given-up' || logged >= loggedPerVu) return;
  logged++;
  console.warn(withoutTokens(failureLine(who, describeOutcome(outcome))));
}

/** A target may turn a user away by a message, too. */
const wasClosed = (outcome: Outcome) =>
  outcome.kind === 'closed-early' || (outcome.kind === 'turned-away' && outcome.by === 'close');

/** Adds up the messages of one socket; one without messages adds no sample of lag. */
export function recordMessages({ messages, maxMs }: Pick<Hearing, 'messages' | 'maxMs'>): void {
  if (messages === 0) return;
  messagesReceived.add(messages);
  generatorLag.add(maxMs);
}
