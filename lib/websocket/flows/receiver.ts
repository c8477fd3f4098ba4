import { Ledger } from '../../isolation/ledger';
import type { MarkerOwner } from '../../isolation/marker';
import { recordLedger, recordStrays } from '../../isolation/record';
import { readStamp } from '../../isolation/stamp';
import { countedTrend } from '../../metrics/recorders';
import type { Receipt } from '../engine/engine';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { LagWatch } from '../session/lag';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordMessages, recordOutcome } from '../session/record';
import type { Behaviour, Session } from '../session/session';

const deliveryShare = countedTrend('delivery_share');
const deliveryTime = countedTrend('delivery_time');

export interface ReceiverOptions {
  readonly protocol: BroadcastProtocol;
  readonly channel: string;
  /** Whose broadcasts they are. */
  readonly owner: MarkerOwner;
  /** How many there will be. */
  readonly count: number;
  readonly user: number;
  /** Settles when the last broadcast was sent, and a while later: what has not come by then is lost. */
  readonly over: Promise<void>;
}

/** Receives every broadcast of a run and counts what is lost, repeated or out of order. Settles with the socket; never rejects. */
export function receiveBroadcasts(options: ReceiverOptions): Promise<void> {
  return new Promise((resolve) => new Receiver(options, resolve).start());
}

class Receiver implements Behaviour {
  private readonly options: ReceiverOptions;
  private readonly resolve: () => void;
  private readonly ledger: Ledger;
  private readonly lag = new LagWatch();
  private wasOpened = false;

  constructor(options: ReceiverOptions, resolve: () => void) {
    this.options = options;
    this.resolve = resolve;
    this.ledger = new Ledger(options.owner, options.count);
  }

  start(): void {
    const { protocol, channel, over } = this.options;
    const { name, subprotocols } = protocol;
    const session = openSession({ path: protocol.path(channel), name, subprotocols }, this);
    over.then(() => session.attempt(() => this.end(session)));
  }

  opened(): void {
    this.wasOpened = true;
  }

  text(_session: Session, data: string, receipt: Receipt): void {
    this.lag.message(receipt);
    const strays = this.ledger.look(data);
    if (strays) recordStrays(this.options.owner, strays);
    const sentAtMs = readStamp(data);
    if (sentAtMs !== undefined && !strays) deliveryTime.add(this.lag.look(receipt) - sentAtMs);
  }

  settled(session: Session, outcome: Outcome): void {
    recordOutcome(outcome, this.wasOpened, `receiver ${this.options.user}`);
    session.close();
    recordLedger(this.ledger, true);
    recordMessages(this.lag);
    deliveryShare.add(1 - this.ledger.lost / this.options.count);
    this.resolve();
  }

  /** A socket that is still connecting has its own deadline. */
  private end(session: Session): void {
    if (this.wasOpened) session.settle({ kind: 'done' });
  }
}
