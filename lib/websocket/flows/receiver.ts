import { Ledger } from '../../isolation/ledger';
import { recordLedger, recordStrays } from '../../isolation/record';
import { readStamp } from '../../isolation/stamp';
import { countedTrend } from '../../metrics/recorders';
import type { Receipt } from '../engine/engine';
import { runFlow } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import type { Flow, Session } from '../session/session';
import { type BroadcastPlan, channelOf } from './broadcast-plan';

const deliveryShare = countedTrend('delivery_share');
const deliveryTime = countedTrend('delivery_time');

/**
 * Receives every broadcast of a run and counts which are lost, repeated or out of order.
 * @param last resolves a while after the last broadcast: one that has not come by then is lost.
 */
export const receiveBroadcasts = (user: number, plan: BroadcastPlan, last: Promise<void>): Promise<Outcome> =>
  runFlow(channelOf(plan), new ReceiverFlow(user, plan, last));

class ReceiverFlow implements Flow {
  private readonly user: number;
  private readonly last: Promise<void>;
  private readonly ledger: Ledger;
  private readonly count: number;

  constructor(user: number, { owner, count }: BroadcastPlan, last: Promise<void>) {
    this.user = user;
    this.last = last;
    this.count = count;
    this.ledger = new Ledger(owner, count);
  }

  get who(): string {
    return `receiver ${this.user}`;
  }

  opened(session: Session): void {
    this.last.then(() => session.settle({ kind: 'done' }));
  }

  message(session: Session, text: string, receipt: Receipt): void {
    const strays = this.ledger.look(text);
    if (strays) return recordStrays(this.ledger.owner, strays);
    const sentAtMs = readStamp(text);
    if (sentAtMs !== undefined) deliveryTime.add(session.receivedAtMs(receipt) - sentAtMs);
  }

  over(): void {
    recordLedger(this.ledger, true);
    deliveryShare.add(1 - this.ledger.lost / this.count);
  }
}
