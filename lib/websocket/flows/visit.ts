import { countedTrend } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import type { Receipt } from '../engine/receipt';
import type { Flow, Session } from '../session/flow';
import type { Outcome } from '../session/outcome';
import type { BroadcastPlan } from './broadcast-plan';
import { Deliveries, lookForStrays } from './deliveries';
import type { Delivery } from './delivery';

const reconnectTime = countedTrend('reconnect_time');
const recoveryTime = countedTrend('recovery_time');
const missedMessages = countedTrend('missed_messages');
const deliveryShare = countedTrend('delivery_share');

/** A client stays until it hears a broadcast that was sent so long after the first live one: one that goes deaf at once has not recovered. */
const stayMs = 300;

/** What a client knows of its visits before. */
export interface Memory {
  /** Number of the broadcast that it heard last. */
  lastHeard: number | undefined;
  /** When its last connection ended; attempts that were refused since then are part of its absence. */
  leftAtMs: number | undefined;
}

/** One connection of a client that comes back. It is done when it has heard live broadcasts for a while, and a failed task otherwise. */
export class VisitFlow implements Flow {
  readonly isTask = true;
  private readonly user: number;
  private readonly plan: BroadcastPlan;
  private readonly memory: Memory;
  /** Made when the socket opens: what was sent before is recalled, not live. */
  private deliveries: Deliveries | undefined;
  /** When the first live broadcast was sent. */
  private firstSentAtMs: number | undefined;

  constructor(user: number, plan: BroadcastPlan, memory: Memory) {
    this.user = user;
    this.plan = plan;
    this.memory = memory;
  }

  get who(): string {
    return `client ${this.user}`;
  }

  opened(session: Session): void {
    const openedAtMs = now();
    const { leftAtMs } = this.memory;
    if (leftAtMs !== undefined) reconnectTime.add(openedAtMs - leftAtMs);
    this.deliveries = new Deliveries(this.plan, this.user, openedAtMs);
    session.expectWithin(this.plan.patienceMs);
  }

  message(session: Session, text: string, receipt: Receipt): void {
    for (const delivery of this.deliveries?.hear(text) ?? [])
      if (this.deliveries?.isLive(delivery)) this.heardLive(session, delivery, receipt);
  }

  /** What the target recalls by then is no broadcast that this visit heard. */
  overheard(_session: Session, text: string): void {
    lookForStrays(this.plan, this.user, text);
  }

  over(_session: Session, outcome: Outcome): void {
    const { deliveries, memory } = this;
    // It never opened: the client is still away.
    if (!deliveries) return;
    const isDeaf = deliveries.first === undefined && outcome.kind === 'timed-out';
    // One that hears nothing counts with the time that it waited, or the slowest would be missing.
    if (isDeaf) this.recovered(now());
    const spoken = deliveries.first === undefined ? 0 : deliveries.last - deliveries.first + 1;
    deliveries.record(spoken - deliveries.live);
    if (spoken > 0) deliveryShare.add(deliveries.live / spoken);
    this.recordMissed(deliveries);
    if (deliveries.highest >= 0) memory.lastHeard = Math.max(memory.lastHeard ?? -1, deliveries.highest);
    // A connection that was cut before it heard anything has not ended the client's absence.
    if (isDeaf || spoken > 0) memory.leftAtMs = now();
  }

  private heardLive(session: Session, { sentAtMs }: Delivery, receipt: Receipt): void {
    if (this.firstSentAtMs === undefined) {
      this.firstSentAtMs = sentAtMs;
      this.recovered(session.receivedAtMs(receipt));
      session.expectWithin(this.plan.patienceMs);
    } else if (sentAtMs >= this.firstSentAtMs + stayMs) session.settle({ kind: 'done' });
  }

  private recovered(atMs: number): void {
    const { leftAtMs } = this.memory;
    if (leftAtMs !== undefined) recoveryTime.add(atMs - leftAtMs);
  }

  /** Broadcasts between the last one before and the first live one now that were not recalled either. */
  private recordMissed({ first, numbers }: Deliveries): void {
    const { lastHeard } = this.memory;
    if (lastHeard === undefined || first === undefined) return;
    const recalled = [...numbers].filter((message) => message > lastHeard && message < first).length;
    missedMessages.add(Math.max(0, first - lastHeard - 1 - recalled));
  }
}
