import type { User } from '../load/users';
import { failureOf } from '../metrics/failures';
import { countedTrend, counter, trend } from '../metrics/recorders';
import { jarOf } from '../runtime/jar';
import { speakerOf } from '../websocket/dialect/speaker';
import { TaskMarkers } from '../websocket/flows/task-markers';
import type { Outcome } from '../websocket/session/outcome';
import { recordMessages, recordOutcome, recordTask } from '../websocket/session/record';
import { hasBegun, outcomeOf, partsIn } from './answer';
import { type Asked, ask } from './ask';
import { readPart } from './listen';
import type { StreamProtocol } from './stream-protocol';

const taskTime = trend('task_time');
const firstByteTime = countedTrend('first_byte_time');
const streamsRefused = counter('streams_refused');

/**
 * Runs one task by a request whose answer is a stream. k6 hands over an answer when it has ended: when its first and its last byte came is
 * known, and in which order its events came, but not when each of them did. Never rejects.
 * @param task number of this task among those of its user, from 0.
 */
export async function runStreamTask(user: User, protocol: StreamProtocol, task: number): Promise<Outcome> {
  const { together, index } = user;
  if (together) await new Promise<void>((resolve) => together.begin(index, resolve));
  const speaker = speakerOf(user, task);
  const read = (part: string) => readPart(protocol, part, speaker);
  const markers = new TaskMarkers(user, { protocol: { read }, task }, speaker);
  let outcome: Outcome;
  let began = false;
  try {
    const asked = await ask(protocol, speaker, markers.text, jarOf(user));
    const parts = partsIn(asked.answer, protocol.format);
    outcome = outcomeOf(asked.answer, parts, markers);
    began = hasBegun(asked.answer);
    recordAnswer(asked, outcome);
    recordMessages({ messages: parts.whole.length, maxMs: asked.lagMs });
  } catch (error) {
    outcome = { kind: 'script-error', error };
  }
  recordOutcome(outcome, began, `user ${index}`);
  recordTask(outcome);
  markers.record(outcome.kind === 'done');
  return outcome;
}

function recordAnswer({ answer }: Asked, outcome: Outcome): void {
  const { status, error_code: code, timings } = answer;
  if (outcome.kind === 'refused') streamsRefused.add(1, { what: failureOf(status, code) });
  if (hasBegun(answer)) firstByteTime.add(timings.sending + timings.waiting);
  if (outcome.kind === 'done') taskTime.add(timings.duration);
}
