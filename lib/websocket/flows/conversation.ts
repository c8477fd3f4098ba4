import { bearing, tokenFor, usersDiffer } from '../../auth/token';
import { lastAnswersMs } from '../../environment/target';
import { Ledger } from '../../isolation/ledger';
import { recordLedger, recordStrays } from '../../isolation/record';
import type { Schedule } from '../../load/sockets';
import { after, type User, untilMs } from '../../load/users';
import { now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { readEvent } from '../protocols/read-event';
import { runFlow } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import type { Flow, Session } from '../session/session';
import { MessageBook } from './message-book';

/** A user stays on one socket and sends by its schedule, whatever happens to its messages. @throws Error if it has no token. */
export function converse(user: User, schedule: Schedule, protocol: ChatProtocol): Promise<Outcome> {
  const { name, subprotocols, path, token: places } = protocol;
  const token = tokenFor(protocol.claims(user.index, user.run), user.load.maxDurationMs / 1000);
  return runFlow(
    { name, subprotocols, ...bearing(path, token, places) },
    new ConversationFlow(user, schedule, protocol),
  );
}

class ConversationFlow implements Flow {
  private readonly user: User;
  private readonly schedule: Schedule;
  private readonly protocol: ChatProtocol;
  private readonly ledger: Ledger;
  private readonly book = new MessageBook();
  /** `recalling`: all is sent, and the conversation that the user asked for has not come. `spoken`: only answers may still come. */
  private stage: 'speaking' | 'recalling' | 'spoken' = 'speaking';
  /** The target's first error event. */
  private error: string | undefined;

  constructor(user: User, schedule: Schedule, protocol: ChatProtocol) {
    this.user = user;
    this.schedule = schedule;
    this.protocol = protocol;
    this.ledger = new Ledger({ run: user.run, vu: user.vu, user: user.index, task: 0 }, user.load.iterations);
  }

  get who(): string {
    return `user ${this.user.index}`;
  }

  opened(session: Session): void {
    const restMs = untilMs(this.user.load.togetherAtMs + this.schedule.durationMs);
    session.expectWithin(restMs + lastAnswersMs());
    // A rejection would end the VU with all its sockets.
    this.speak(session, now() + restMs).catch((error) => session.fail(error));
  }

  message(session: Session, text: string, receipt: Receipt): void {
    const event = readEvent(this.protocol, text);
    if (event.kind === 'history') return this.recalled(session, text);
    const strays = this.ledger.look(text);
    if (strays) recordStrays(this.ledger.owner, strays);
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

  over(): void {
    this.book.close();
    // A message that was lost has failed; the ledger counts what should not have come.
    recordLedger(this.ledger, false);
  }

  /** Sends every message at its own moment. A socket that opened late does not make up for moments that had passed. */
  private async speak(session: Session, endMs: number): Promise<void> {
    const { index, load } = this.user;
    const { intervalMs, durationMs } = this.schedule;
    // The users share one interval among them, so that they do not all send at once.
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
    this.recall(session);
    this.endWhenAnswered(session);
  }

  private say(session: Session, message: number): void {
    // The id has no marker: an answer that repeats both id and text would have it twice.
    const id = `${this.user.run}-${this.user.index}-${message}`;
    this.book.sending(id);
    session.send(this.protocol.message(id, `${this.ledger.prefix}${message};`));
  }

  /** Asks for the conversation: another user's must not be in it. Users that share a token share a conversation. */
  private recall(session: Session): void {
    const { history } = this.protocol;
    const asks = history !== undefined && usersDiffer();
    this.stage = asks ? 'recalling' : 'spoken';
    if (asks) session.send(history);
  }

  /** A history repeats markers, also those of earlier runs of this user: a ledger of its own looks for other users' only. */
  private recalled(session: Session, text: string): void {
    const { owner } = this.ledger;
    const strays = new Ledger(owner, this.user.load.iterations).look(text) ?? [];
    recordStrays(
      owner,
      strays.filter((stray) => stray.owner?.user !== owner.user),
    );
    if (this.stage === 'recalling') this.stage = 'spoken';
    this.endWhenAnswered(session);
  }

  private answered(session: Session, id: string, receipt: Receipt): void {
    // If no message waits for this answer, the ledger finds its marker.
    if (this.book.answered(id, session.receivedAtMs(receipt))) this.endWhenAnswered(session);
  }

  private failed(session: Session, id: string | undefined, error: string): void {
    this.error ??= error;
    this.book.failed(id);
    this.endWhenAnswered(session);
  }

  private endWhenAnswered(session: Session): void {
    if (this.stage !== 'spoken' || !this.book.isSettled) return;
    session.settle(this.error === undefined ? { kind: 'done' } : { kind: 'error-answer', message: this.error });
  }
}
