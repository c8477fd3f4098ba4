import { bearing, tokenFor } from '../auth/token';
import { atEvent, now } from '../clock';
import { Ledger } from '../isolation/ledger';
import type { MarkerOwner } from '../isolation/marker';
import { recordLedger, recordStrays } from '../isolation/record';
import type { Schedule } from '../load/load';
import { after, type User, untilMs } from '../load/users';
import { countedTrend, counter, rate } from '../metrics';
import { lastAnswersMs, taskTimeoutMs } from '../target';
import type { ChatProtocol } from './chat-protocol';
import type { Receipt } from './engine';
import { LagWatch } from './lag';
import { openSession } from './open-session';
import type { Outcome } from './outcome';
import { readEvent } from './protocol';
import { recordMessages, recordOutcome } from './record';
import type { Behaviour, Session } from './session';

const messageOk = rate('message_ok');
const messagesDue = counter('messages_due');
const messagesAnswered = counter('messages_answered');
const messageTime = countedTrend('message_time');

/** A user that stays on one socket and sends by its schedule, whatever becomes of its messages: what it sees, and when. */
export class Conversation implements Behaviour {
  private readonly user: User;
  private readonly protocol: ChatProtocol;
  private readonly schedule: Schedule;
  private readonly resolve: () => void;
  private readonly owner: MarkerOwner;
  private readonly ledger: Ledger;
  private readonly lag = new LagWatch();
  /** Moment of sending of each message that is not answered yet, by its id and in the order of sending. */
  private readonly waiting = new Map<string, number>();
  private wasOpened = false;
  /** Messages that are asked for and of which nothing is known yet. */
  private left = 0;
  /** Nothing more will be sent. */
  private spoken = false;
  /** The target's first error event. */
  private error: string | undefined;

  constructor(user: User, schedule: Schedule, protocol: ChatProtocol, resolve: () => void) {
    this.user = user;
    this.schedule = schedule;
    this.protocol = protocol;
    this.resolve = resolve;
    this.owner = { run: user.run, vu: user.vu, user: user.index, task: 0 };
    this.ledger = new Ledger(this.owner, user.load.iterations);
  }

  start(): void {
    const { name, subprotocols = [], path, token: places } = this.protocol;
    const token = tokenFor(this.protocol.claims(this.user.index), this.user.load.maxDurationMs / 1000);
    openSession({ name, subprotocols, ...bearing(path, token, places) }, this);
  }

  opened(session: Session): void {
    this.wasOpened = true;
    const endMs = untilMs(this.user.load.togetherAtMs + this.schedule.durationMs);
    session.expectWithin(endMs + lastAnswersMs());
    // A rejection would end the VU with all its sockets.
    this.speak(session, now() + endMs).catch((error) => session.fail(error));
  }

  text(session: Session, data: string, receipt: Receipt): void {
    this.lag.message(receipt);
    const strays = this.ledger.look(data);
    if (strays) recordStrays(this.owner, strays);
    if (session.outcome) return;
    const event = readEvent(this.protocol, data);
    switch (event.kind) {
      case 'answer':
        return this.answered(session, event.id, atEvent(receipt.timestamp));
      case 'error':
        return this.failed(session, event.id, event.message);
      case 'garbage':
        return session.settle({ kind: 'protocol-error', what: event.what });
      case 'other':
    }
  }

  settled(session: Session, outcome: Outcome): void {
    recordOutcome(outcome, this.wasOpened, `user ${this.user.index}`);
    session.close();
    // What was not answered, and what could not be sent any more.
    while (this.left > 0) this.count(false);
    // Messages that were lost are failed messages; the ledger is asked for what should not have come.
    recordLedger(this.ledger, false);
    recordMessages(this.lag);
    this.resolve();
  }

  /** Sends every message at its own moment. A socket that opened late does not catch up on moments that had passed. */
  private async speak(session: Session, endMs: number): Promise<void> {
    const { index, load } = this.user;
    const { intervalMs, durationMs } = this.schedule;
    // The users share out one interval among them, so that they do not all send at once.
    const firstMs = endMs - durationMs + (Math.min(intervalMs, durationMs) * index) / load.users;
    const begin = Math.max(0, Math.ceil((now() - firstMs) / intervalMs));
    this.left = Math.max(0, load.iterations - begin);
    for (let message = begin; message < load.iterations; message++) {
      await after(firstMs + message * intervalMs - now());
      if (session.outcome) return;
      this.say(session, message);
    }
    await after(endMs - now());
    this.spoken = true;
    this.endWhenAnswered(session);
  }

  private say(session: Session, message: number): void {
    // The id bears no marker: in an answer that repeats both, the text's would come twice.
    const id = `${this.user.run}-${this.user.index}-${message}`;
    this.waiting.set(id, now());
    session.send(this.protocol.message(id, `${this.ledger.prefix}${message};`));
  }

  private answered(session: Session, id: string, atMs: number): void {
    const sentAtMs = this.waiting.get(id);
    // Answered before, or somebody else's: the ledger finds its marker.
    if (sentAtMs === undefined) return;
    this.waiting.delete(id);
    this.lag.received(atMs);
    messageTime.add(atMs - sentAtMs);
    messagesAnswered.add(1);
    this.count(atMs - sentAtMs <= taskTimeoutMs());
    this.endWhenAnswered(session);
  }

  /** The target could not answer a message; where it does not say which, it is the one that waits longest. */
  private failed(session: Session, id: string | undefined, error: string): void {
    this.error ??= error;
    const [oldest] = this.waiting.keys();
    if (!this.waiting.delete(id ?? oldest ?? '')) return;
    this.count(false);
    this.endWhenAnswered(session);
  }

  private count(ok: boolean): void {
    this.left--;
    messagesDue.add(1);
    messageOk.add(ok);
  }

  private endWhenAnswered(session: Session): void {
    if (!this.spoken || this.waiting.size > 0) return;
    session.settle(this.error === undefined ? { kind: 'done' } : { kind: 'error-answer', message: this.error });
  }
}
