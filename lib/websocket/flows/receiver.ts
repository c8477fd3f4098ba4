import { countedTrend } from '../../metrics/recorders';
import type { Receipt } from '../engine/receipt';
import type { Flow, Session } from '../session/flow';
import type { Outcome } from '../session/outcome';
import { type BroadcastPlan, clientOf, runClient } from './broadcast-plan';
import { Deliveries } from './deliveries';
import { Times } from './times';

const deliveryShare = countedTrend('delivery_share');
const deliveryTime = countedTrend('delivery_time');
const deliveryMedian = countedTrend('delivery_time_median');

/** What the clock of `now()` may be off where a moment was taken from an event. */
const clockErrorMs = 1;

/**
 * Receives every broadcast of a run and counts which are lost, repeated or out of order.
 * @param last resolves a while after the last broadcast: one that has not come by then is lost.
 * @param heard is called for each message with a broadcast that came for the first time.
 */
export const receiveBroadcasts = (
  user: number,
  plan: BroadcastPlan,
  last: Promise<unknown>,
  heard?: () => void,
): Promise<Outcome> => runClient(plan, clientOf(plan, user), () => new ReceiverFlow(user, plan, last, heard));

class ReceiverFlow implements Flow {
  private readonly user: number;
  private readonly plan: BroadcastPlan;
  private readonly last: Promise<unknown>;
  private readonly heard: (() => void) | undefined;
  private readonly deliveries: Deliveries;
  private readonly times = new Times(deliveryTime, deliveryMedian);

  constructor(user: number, plan: BroadcastPlan, last: Promise<unknown>, heard: (() => void) | undefined) {
    this.user = user;
    this.plan = plan;
    this.last = last;
    this.heard = heard;
    this.deliveries = new Deliveries(plan, user);
  }

  get isExtra(): boolean {
    return !this.plan.isMain;
  }

  get who(): string {
    return `receiver ${this.user}`;
  }

  opened(session: Session): void {
    const end = () => session.settle({ kind: 'done' });
    this.last.then(end, end);
  }

  message(session: Session, text: string, receipt: Receipt): void {
    const fresh = this.deliveries.hear(text);
    if (fresh.length === 0) return;
    this.heard?.();
    if (!this.plan.isMain) return;
    const atMs = session.receivedAtMs(receipt);
    for (const { sentAtMs } of fresh) {
      const tookMs = atMs - sentAtMs;
      // A stamp from the future is no time: another k6 shares the run's id.
      if (tookMs >= -clockErrorMs) this.times.add(Math.max(0, tookMs));
    }
  }

  overheard(session: Session, text: string, receipt: Receipt): void {
    this.message(session, text, receipt);
  }

  over(): void {
    const { count, isMain } = this.plan;
    const { live } = this.deliveries;
    this.deliveries.record(isMain ? count - live : 0);
    if (!isMain) return;
    deliveryShare.add(live / count);
    this.times.record();
  }
}
