import { bearing, tokenFor } from '../../auth/token';
import { lastAnswersMs } from '../../environment/target';
import { recordChances } from '../../isolation/chances';
import { Ledger, type Stray } from '../../isolation/ledger';
import { recordStrays } from '../../isolation/record';
import type { Schedule } from '../../load/sockets';
import { after, type User, untilMs } from '../../load/users';
import { counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { arm, type Deadline, disarm } from '../../runtime/deadline';
import { endpointOf } from '../dialect/endpoint-of';
import { runSpoken } from '../dialect/run-spoken';
import { type Speaker, saidTo, speakerOf } from '../dialect/speaker';
import type { Receipt } from '../engine/receipt';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { readEvent } from '../protocols/read-event';
import type { Flow, Session } from '../session/flow';
import type { Outcome } from '../session/outcome';
import { MessageBook } from './message-book';
import { areStrangers, hasStrangers, tellsApart } from './strangers';

const checked = counter('markers_checked');
const historiesAsked = counter('histories_asked');
const historiesShown = counter('histories_shown');

/** Shares of the time for the last answers: then the history is asked for at the latest, and then it is waited for no longer. */
const askBy = 0.5;
const giveUpBy = 0.9;

/** A user stays on one socket and sends by its schedule, whatever happens to its messages. @throws Error if it needs a token and has none. */
export function converse(user: User, schedule: Schedule, protocol: ChatProtocol): Promise<Outcome> {
  const claims = protocol.claims?.(user.index, user.run);
  const token = claims && tokenFor(claims, user.load.maxDurationMs / 1000);
  const speaker = speakerOf(user, 0, { token, room: protocol.room?.(user.index, user.run) });
  return runSpoken(protocol, speaker, {
    endpoint(jar) {
      const { path, headers } = bearing(saidTo(protocol.path, speaker), token, protocol.token);
      const endpoint = endpointOf(protocol, path, speaker, jar);
      return { ...endpoint, headers: { ...endpoint.headers, ...headers } };
    },
    flow: () => new ConversationFlow(user, schedule, protocol, speaker),
  });
}

class ConversationFlow implements Flow {
  private readonly user: User;
  private readonly schedule: Schedule;
  private readonly protocol: ChatProtocol;
  private readonly speaker: Speaker;
  private readonly ledger: Ledger;
  private readonly book: MessageBook;
  /** `awaiting`: all is sent. `recalling`: the conversation that the user asked for has not come. `spoken`: only answers may still come. */
  private stage: 'speaking' | 'awaiting' | 'recalling' | 'spoken' = 'speaking';
  /** The error with which the target first failed a message. */
  private error: string | undefined;
  private asking: Deadline | undefined;
  private givingUp: Deadline | undefined;

  constructor(user: User, schedule: Schedule, protocol: ChatProtocol, speaker: Speaker) {
    this.user = user;
    this.schedule = schedule;
    this.protocol = protocol;
    this.speaker = speaker;
    this.ledger = new Ledger({ run: user.run, vu: user.vu, user: user.index, task: 0 }, user.load.iterations);
    this.book = new MessageBook(this.ledger.prefix);
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
    const event = readEvent(this.protocol, text, this.speaker);
    this.look(text);
    if (session.outcome) return;
    switch (event.kind) {
      case 'answer':
        return this.answered(session, event.id, event.text ?? text, receipt);
      case 'history':
        return this.recalled(session);
      case 'error':
        return this.failed(session, event.id, event.message);
      case 'garbage':
        return session.settle({ kind: 'protocol-error', what: event.what });
      case 'other':
    }
  }

  overheard(_session: Session, text: string): void {
    this.look(text);
  }

  over(): void {
    // A timer that is left would hold the run for seconds after the last user has gone.
    disarm(this.asking);
    disarm(this.givingUp);
    this.book.close();
    // How often the user's own markers come is the server's habit, and the book judges it: here they are evidence that no other's came.
    checked.add(this.ledger.checked);
    if (hasStrangers(this.protocol, this.user)) recordChances(this.ledger.checked);
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
    this.stage = 'awaiting';
    // What a server does with a request for the history that it does not know must not cost an answer that is on its way.
    this.asking = arm(lastAnswersMs() * askBy, { timedOut: () => this.recall(session) });
    this.givingUp = arm(lastAnswersMs() * giveUpBy, { timedOut: () => this.endWithoutHistory(session) });
    this.goOn(session);
  }

  private say(session: Session, message: number): void {
    // The id has no marker: an answer that repeats both id and text would have it twice.
    const id = `${this.user.run}-${this.user.index}-${message}`;
    this.book.sending(id, message);
    session.send(this.protocol.message(id, `${this.ledger.prefix}${message};`, this.speaker));
  }

  /** Asks for the conversation: another user's must not be in it. Users that share a token share a conversation. */
  private recall(session: Session): void {
    if (this.stage !== 'awaiting' || session.outcome) return;
    const { history } = this.protocol;
    const asks = history !== undefined && tellsApart(this.protocol);
    this.stage = asks ? 'recalling' : 'spoken';
    if (asks) {
      historiesAsked.add(1);
      session.attempt(() => session.send(saidTo(history, this.speaker)));
    }
    this.goOn(session);
  }

  /** Also a greeting may be one, before anybody asked. */
  private recalled(session: Session): void {
    if (this.stage !== 'recalling') return;
    historiesShown.add(1);
    this.stage = 'spoken';
    this.goOn(session);
  }

  private answered(session: Session, id: string, part: string, receipt: Receipt): void {
    const seam = this.book.answered(id, part, session.receivedAtMs(receipt));
    if (seam !== undefined) this.look(seam);
    this.goOn(session);
  }

  private failed(session: Session, id: string | undefined, error: string): void {
    // The server does not know the request, or has no history.
    if (id === undefined && this.stage === 'recalling') this.stage = 'spoken';
    else if (this.book.failed(id)) this.error ??= error;
    this.goOn(session);
  }

  /** The history was not shown, which costs nothing but its check; nor does an answer that is of no use keep the user any longer. */
  private endWithoutHistory(session: Session): void {
    this.stage = 'spoken';
    if (this.book.isHeard) this.end(session);
  }

  private goOn(session: Session): void {
    // What is heard so far may be the first part of an answer: until the history is asked for at the latest, the others have time.
    if (this.stage === 'awaiting' && this.book.isComplete) this.recall(session);
    else if (this.stage === 'spoken' && this.book.isSettled) this.end(session);
  }

  private end(session: Session): void {
    session.settle(this.error === undefined ? { kind: 'done' } : { kind: 'error-answer', message: this.error });
  }

  private look(text: string): void {
    const strays = this.ledger.look(text)?.filter((stray) => this.isForeign(stray));
    if (strays) recordStrays(this.ledger.owner, strays);
  }

  private isForeign({ owner }: Stray): boolean {
    return !owner || areStrangers(this.protocol, owner, this.ledger.owner);
  }
}
