import { bearing, tokenFor, usersDiffer } from '../../auth/token';
import { lastAnswersMs } from '../../environment/target';
import { Ledger } from '../../isolation/ledger';
import type { MarkerOwner } from '../../isolation/marker';
import { recordLedger, recordStrays } from '../../isolation/record';
import type { Schedule } from '../../load/sockets';
import { after, type User, untilMs } from '../../load/users';
import { now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { readEvent } from '../protocols/task-protocol';
import { LagWatch } from '../session/lag';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordMessages, recordOutcome } from '../session/record';
import type { Behaviour, Session } from '../session/session';
import { MessageBook } from './message-book';

/** A user that stays on one socket and sends by its schedule, whatever becomes of its messages: what it sees, and when. */
export class Conversation implements Behaviour {
  private readonly user: User;
  private readonly protocol: ChatProtocol;
  private readonly schedule: Schedule;
  private readonly resolve: () => void;
  private readonly owner: MarkerOwner;
  private readonly ledger: Ledger;
  private readonly lag = new LagWatch();
  private readonly book = new MessageBook();
  private wasOpened = false;
  /** Nothing more will be sent. */
  private spoken = false;
  /** The user's conversation was asked for and has not come. */
  private recalling = false;
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
    const { name, subprotocols, path, token: places } = this.protocol;
    const token = tokenFor(this.protocol.claims(this.user.index), this.user.load.maxDurationMs / 1000);
    openSession({ name, subprotocols, ...bearing(path, token, places) }, this);
  }

  opened(session: Session): void {
    this.wasOpened = true;
    const restMs = untilMs(this.user.load.togetherAtMs + this.schedule.durationMs);
    session.expectWithin(restMs + lastAnswersMs());
    // A rejection would end the VU with all its sockets.
    this.speak(session, now() + restMs).catch((error) => session.fail(error));
  }

  text(session: Session, data: string, receipt: Receipt): void {
    this.lag.message(receipt);
    const event = readEvent(this.protocol, data);
    if (event.kind === 'history') return this.recalled(session, data);
    const strays = this.ledger.look(data);
    if (strays) recordStrays(this.owner, strays);
    if (session.outcome) return;
    switch (event.kind) {
      case 'answer':
        return this.answered(session, event.id, receipt);
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
    this.book.close();
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
    this.book.expect(Math.max(0, load.iterations - begin));
    for (let message = begin; message < load.iterations; message++) {
      await after(firstMs + message * intervalMs - now());
      if (session.outcome) return;
      this.say(session, message);
    }
    await after(endMs - now());
    if (session.outcome) return;
    this.spoken = true;
    this.recall(session);
    this.endWhenAnswered(session);
  }

  /** Asks for the conversation: another user's must not be in it. Users that share a token share a conversation. */
  private recall(session: Session): void {
    if (this.protocol.history === undefined || !usersDiffer()) return;
    this.recalling = true;
    session.send(this.protocol.history);
  }

  /** A history shows markers again, and those of this user's conversations in earlier runs: a ledger of its own looks for others' only. */
  private recalled(session: Session, data: string): void {
    const strays = new Ledger(this.owner, this.user.load.iterations).look(data);
    const foreign = strays?.filter(({ owner }) => owner?.user !== this.user.index) ?? [];
    recordStrays(this.owner, foreign);
    this.recalling = false;
    this.endWhenAnswered(session);
  }

  private say(session: Session, message: number): void {
    // The id bears no marker: in an answer that repeats both, the text's would come twice.
    const id = `${this.user.run}-${this.user.index}-${message}`;
    this.book.sending(id);
    session.send(this.protocol.message(id, `${this.ledger.prefix}${message};`));
  }

  private answered(session: Session, id: string, receipt: Receipt): void {
    // Of an answer that is not awaited the ledger finds the marker.
    if (this.book.answered(id, this.lag.look(receipt))) this.endWhenAnswered(session);
  }

  private failed(session: Session, id: string | undefined, error: string): void {
    this.error ??= error;
    this.book.failed(id);
    this.endWhenAnswered(session);
  }

  private endWhenAnswered(session: Session): void {
    if (!this.spoken || this.recalling || !this.book.isSettled) return;
    session.settle(this.error === undefined ? { kind: 'done' } : { kind: 'error-answer', message: this.error });
  }
}
