import { recordChances } from '../../isolation/chances';
import { Ledger } from '../../isolation/ledger';
import { markerPrefix, markerWord } from '../../isolation/marker';
import { recordStrays } from '../../isolation/record';
import { counter } from '../../metrics/recorders';
import { type BroadcastPlan, receiverOf } from './broadcast-plan';
import { type Delivery, readDelivery } from './delivery';

const checked = counter('markers_checked');
const compared = counter('markers_compared');
const repeated = counter('repeated_markers');
const reordered = counter('reordered_markers');
const lost = counter('lost_markers');

/** HTTP requests that are under way at once may arrive in any order, in milliseconds. */
const requestsCross = 1000;

/**
 * The broadcasts that one client hears of its channel. A marker that comes more than once in one message, as where a server quotes, is
 * one delivery.
 */
export class Deliveries {
  private lastSentAtMs = 0;
  private checked = 0;
  private repeated = 0;
  private reordered = 0;
  /** Live ones that came, each counted once. */
  live = 0;
  /** Numbers of the first and the last live one that came. */
  first: number | undefined;
  last = -1;
  /** The highest number of all that came, live or recalled. */
  highest = -1;
  /** Numbers of all that came, live or recalled. */
  readonly numbers = new Set<number>();
  private readonly plan: BroadcastPlan;
  private readonly user: number;
  private readonly prefix: string;
  /** Broadcasts that were sent before this are recalled: what a server repeats for a client that comes back is in no order. */
  private readonly liveFromMs: number;
  /** Broadcasts that were sent within this time have no order. */
  private readonly unorderedMs: number;

  constructor(plan: BroadcastPlan, user: number, liveFromMs = Number.NEGATIVE_INFINITY) {
    this.plan = plan;
    this.user = user;
    this.prefix = markerPrefix(plan.owner);
    this.liveFromMs = liveFromMs;
    this.unorderedMs = plan.protocol.publishing.via === 'http' ? requestsCross : 0;
  }

  /** Looks at one message. @returns the broadcasts that came with it for the first time. */
  hear(text: string): Delivery[] {
    const inMessage = new Set<number>();
    const fresh: Delivery[] = [];
    let strangers = false;
    for (let at = text.indexOf(markerWord); at !== -1; at = text.indexOf(markerWord, at + markerWord.length)) {
      const delivery = text.startsWith(this.prefix, at) ? readDelivery(text, at + this.prefix.length) : undefined;
      if (!delivery || delivery.message >= this.plan.count) {
        strangers = true;
        continue;
      }
      if (inMessage.has(delivery.message)) continue;
      inMessage.add(delivery.message);
      this.checked++;
      if (this.isFresh(delivery)) fresh.push(delivery);
    }
    if (strangers) this.checked += lookForStrays(this.plan, this.user, text);
    return fresh;
  }

  /** Adds up what was looked at; to be called once, at the end. @param missing broadcasts that should have come. */
  record(missing: number): void {
    checked.add(this.checked);
    compared.add(this.checked);
    if (this.plan.hasStrangers) recordChances(this.checked);
    if (this.repeated > 0) repeated.add(this.repeated);
    if (this.reordered > 0) reordered.add(this.reordered);
    if (missing > 0) lost.add(missing);
  }

  isLive({ sentAtMs }: Delivery): boolean {
    return sentAtMs >= this.liveFromMs;
  }

  private isFresh(delivery: Delivery): boolean {
    const { message, sentAtMs } = delivery;
    if (this.numbers.has(message)) {
      this.repeated++;
      return false;
    }
    this.numbers.add(message);
    this.highest = Math.max(this.highest, message);
    if (!this.isLive(delivery)) return true;
    this.live++;
    this.first = Math.min(this.first ?? message, message);
    if (message > this.last) {
      this.last = message;
      this.lastSentAtMs = sentAtMs;
    } else if (this.lastSentAtMs - sentAtMs >= this.unorderedMs) this.reordered++;
    return true;
  }
}

/** Records the markers in a message that are of no broadcast of the channel. @returns how many there are. */
export function lookForStrays(plan: BroadcastPlan, user: number, text: string): number {
  const strays = new Ledger(plan.owner, 0).look(text);
  if (!strays) return 0;
  recordStrays(receiverOf(plan, user), strays);
  return strays.length;
}
