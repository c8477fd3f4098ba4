import type { CookieJar } from 'k6/http';
import type { User } from '../load/users';
import { failureOf } from '../metrics/failures';
import { countedTrend, counter, trend } from '../metrics/recorders';
import { jarOf } from '../runtime/jar';
import { type Speaker, speakerOf } from '../websocket/dialect/speaker';
import { TaskMarkers } from '../websocket/flows/task-markers';
import type { Flow } from '../websocket/session/flow';
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
export function runStreamTask(user: User, protocol: StreamProtocol, task: number): Promise<Outcome> {
  const stream = new StreamTask(user, protocol, speakerOf(user, task));
  const run = () => stream.run(jarOf(user));
  return protocol.around ? protocol.around(stream.speaker, { owner: user, run, flow: () => stream }) : run();
}

/** One task of a user. As a flow it is only told that it is not made, because the call ahead of it failed. */
class StreamTask implements Flow {
  readonly isTask = true;
  readonly who: string;
  readonly speaker: Speaker;
  private readonly user: User;
  private readonly protocol: StreamProtocol;
  private readonly markers: TaskMarkers;

  constructor(user: User, protocol: StreamProtocol, speaker: Speaker) {
    const read = (part: string) => readPart(protocol, part, speaker);
    this.who = `user ${user.index}`;
    this.user = user;
    this.protocol = protocol;
    this.speaker = speaker;
    this.markers = new TaskMarkers(user, { protocol: { read }, task: speaker.task }, speaker);
  }

  async run(jar: CookieJar): Promise<Outcome> {
    const { together, index } = this.user;
    if (together) await new Promise<void>((resolve) => together.begin(index, resolve));
    let outcome: Outcome;
    let began = false;
    try {
      const asked = await ask(this.protocol, this.speaker, this.markers.text, jar);
      const parts = partsIn(asked.answer, this.protocol.format);
      outcome = outcomeOf(asked.answer, parts, this.markers);
      began = hasBegun(asked.answer);
      recordAnswer(asked, outcome);
      recordMessages({ messages: parts.whole.length, maxMs: asked.lagMs });
    } catch (error) {
      outcome = { kind: 'script-error', error };
    }
    recordOutcome(outcome, began, this.who);
    recordTask(outcome);
    this.markers.record(outcome.kind === 'done');
    return outcome;
  }

  opened(): void {}

  over(): void {
    this.markers.record(false);
  }
}

function recordAnswer({ answer }: Asked, outcome: Outcome): void {
  const { status, error_code: code, timings } = answer;
  if (outcome.kind === 'refused') streamsRefused.add(1, { what: failureOf(status, code) });
  if (hasBegun(answer)) firstByteTime.add(timings.sending + timings.waiting);
  if (outcome.kind === 'done') taskTime.add(timings.duration);
}
