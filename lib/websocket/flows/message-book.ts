import { taskTimeoutMs } from '../../environment/target';
import type { MessageFailure } from '../../metrics/message-failures';
import { countedTrend, counter, rate } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { Answer } from './answer';
import { answerHabits } from './answer-habits';
import { Times } from './times';

const messageOk = rate('message_ok');
const messagesDue = counter('messages_due');
const messagesAnswered = counter('messages_answered');
const messagesFailed = counter('messages_failed');
const messageTime = countedTrend('message_time');
const messageMedian = countedTrend('message_time_median');

/** Answers that a user remembers after they were complete, to know one that comes again: all of them would take megabytes. */
const remembered = 50;

/** The messages of one user. Each is recorded once, as answered in time with its own marker or not. */
export class MessageBook {
  /** Of the user's markers. */
  private readonly prefix: string;
  private readonly times = new Times(messageTime, messageMedian);
  /** What came as an answer to each message, by its id. */
  private readonly answers = new Map<string, Answer>();
  /** Ids of the messages under way, in the order of sending. */
  private readonly waiting = new Set<string>();
  /** Ids of the messages that were answered, in that order. */
  private readonly complete: string[] = [];
  /** Messages that are not sent yet. */
  private unsent = 0;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** @param count messages that the user will send from now on. */
  expect(count: number): void {
    this.unsent = count;
  }

  sending(id: string, message: number): void {
    this.unsent--;
    this.answers.set(id, new Answer(now(), this.prefix, message));
    this.waiting.add(id);
  }

  /** Nothing is under way. */
  get isComplete(): boolean {
    return this.waiting.size === 0;
  }

  /** The same, or all that is has been answered by a server whose answers do not hold what was said. */
  get isSettled(): boolean {
    return this.isComplete || (!answerHabits.echoes && this.isHeard);
  }

  /** Every message has an answer, whatever it says. */
  get isHeard(): boolean {
    for (const id of this.waiting) if (!this.answers.get(id)?.heardAtMs) return false;
    return true;
  }

  /** Takes a part of an answer. @returns the text in which a marker may go from the part before it to this one; undefined: there is none. */
  answered(id: string, part: string, atMs: number): string | undefined {
    const answer = this.answers.get(id);
    // Another user's message, or another run's: the ledger finds its marker.
    if (!answer) return undefined;
    const { seam } = answer;
    if (answer.add(part, atMs) && this.waiting.delete(id)) {
      answerHabits.holdsMarker();
      this.times.add(atMs - answer.sentAtMs);
      this.countInTime(atMs - answer.sentAtMs);
      this.complete.push(id);
      if (this.complete.length > remembered) this.forget(this.complete.shift() ?? '');
    }
    return seam === '' ? undefined : seam + part;
  }

  /**
   * The target could not answer a message. @param id undefined if it does not say which: then the oldest without an answer has failed.
   * @returns false where no message is meant.
   */
  failed(id: string | undefined): boolean {
    const failing = id ?? [...this.waiting].find((each) => this.answers.get(each)?.heardAtMs === undefined);
    if (failing === undefined || !this.waiting.delete(failing)) return false;
    this.count('answered with an error');
    return true;
  }

  /** The end: a message that was not answered, or could not be sent any more, has failed. */
  close(): void {
    for (const id of this.waiting) this.closeOne(this.answers.get(id));
    for (; this.unsent > 0; this.unsent--) this.count('not sent');
    for (const id of this.complete) this.forget(id);
    this.times.record();
  }

  private forget(id: string): void {
    answerHabits.copies(this.answers.get(id)?.copies ?? 1);
    this.answers.delete(id);
  }

  private closeOne(answer: Answer | undefined): void {
    if (answer?.hasOther) return this.count('the answer to another message');
    if (answer?.heardAtMs === undefined) return this.count(answer?.isEmpty ? 'an empty answer' : 'not answered');
    const { heardAtMs } = answer;
    // The times of this user are complete before the habit is known.
    this.times.note(heardAtMs - answer.sentAtMs);
    answerHabits.lacksMarker((echoes) => {
      if (echoes) return this.count('an answer without its marker');
      messageTime.add(heardAtMs - answer.sentAtMs);
      this.countInTime(heardAtMs - answer.sentAtMs);
    });
  }

  private countInTime(tookMs: number): void {
    messagesAnswered.add(1);
    this.count(tookMs <= taskTimeoutMs() ? undefined : 'answered late');
  }

  private count(failure: MessageFailure | undefined): void {
    messagesDue.add(1);
    messageOk.add(failure === undefined);
    if (failure !== undefined) messagesFailed.add(1, { what: failure });
  }
}
