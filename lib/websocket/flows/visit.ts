import { Ledger } from '../../isolation/ledger';
import { markerWord, readMarker } from '../../isolation/marker';
import { recordLedger, recordStrays } from '../../isolation/record';
import { countedTrend } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { later } from '../../runtime/pace';
import type { Receipt } from '../engine/engine';
import type { Flow, Session } from '../session/session';
import type { BroadcastPlan } from './broadcast-plan';

const reconnectTime = countedTrend('reconnect_time');
const recoveryTime = countedTrend('recovery_time');
const missedMessages = countedTrend('missed_messages');

/** How long a client stays after it has heard a broadcast again. */
const stayMs = 300;
/** A client that hears nothing for this long has not recovered. */
const patienceMs = 5000;

/** What a client knows of its visits before. */
export interface Memory {
  /** Number of the broadcast that it heard last. */
  lastHeard: number | undefined;
  leftAtMs: number | undefined;
}

/** One connection of a client that comes back: it ends a while after the first broadcast. */
export class VisitFlow implements Flow {
  readonly isTask = true;
  readonly who: string;
  private readonly memory: Memory;
  private readonly ledger: Ledger;
  private heard = false;

  constructor(who: string, { owner, count }: BroadcastPlan, memory: Memory) {
    this.who = who;
    this.memory = memory;
    this.ledger = new Ledger(owner, count);
  }

  opened(session: Session): void {
    if (this.memory.leftAtMs !== undefined) reconnectTime.add(now() - this.memory.leftAtMs);
    session.expectWithin(patienceMs);
  }

  message(session: Session, text: string, receipt: Receipt): void {
    const strays = this.ledger.look(text);
    // A marker of another channel does not show that the client hears its own again.
    if (strays) return recordStrays(this.ledger.owner, strays);
    const message = readMarker(text.slice(text.indexOf(markerWord)))?.message;
    if (message === undefined) return;
    if (!this.heard) this.hearAgain(session, message, session.receivedAtMs(receipt));
    this.memory.lastHeard = message;
  }

  over(): void {
    // A broadcast that was sent while the client was away is not lost.
    recordLedger(this.ledger, false);
    this.memory.leftAtMs = now();
  }

  private hearAgain(session: Session, message: number, atMs: number): void {
    const { lastHeard, leftAtMs } = this.memory;
    this.heard = true;
    if (leftAtMs !== undefined) recoveryTime.add(atMs - leftAtMs);
    if (lastHeard !== undefined) missedMessages.add(message - lastHeard - 1);
    later(stayMs, () => session.settle({ kind: 'done' }));
  }
}
