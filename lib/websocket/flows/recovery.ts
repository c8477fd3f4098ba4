import exec from 'k6/execution';
import { Ledger } from '../../isolation/ledger';
import { markerWord, readMarker } from '../../isolation/marker';
import { recordLedger, recordStrays } from '../../isolation/record';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, type User, untilMs } from '../../load/users';
import { countedTrend } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';
import { type BroadcastProtocol, bySocket } from '../protocols/broadcast-protocol';
import { LagWatch } from '../session/lag';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordMessages, recordOutcome, recordTask } from '../session/record';
import type { Behaviour, Session } from '../session/session';
import type { BroadcastPlan } from './broadcaster';
import { planOf, send } from './broadcasts';
import { onChannel } from './on-channel';
import { repeat } from './repeat';

const reconnectTime = countedTrend('reconnect_time');
const recoveryTime = countedTrend('recovery_time');
const missedMessages = countedTrend('missed_messages');

/** How long a client stays after it has heard a broadcast again. */
const stayMs = 300;
/** A client that hears nothing for so long has not recovered. */
const patienceMs = 5000;

/** Broadcasts go out at a steady rate while every user leaves and comes back: how soon does it hear them again, and what did it miss? */
export const recovery = (perSecond: number, protocol: BroadcastProtocol = bySocket): VuFunction<SocketLoad> =>
  onChannel(protocol, async (load, data) => {
    const plan = planOf(protocol, load, data, { count: Number.POSITIVE_INFINITY, perSecond });
    const leaving = eachUser((user) => cycles(user, plan))(load, data);
    if (exec.scenario.iterationInTest !== 0) return leaving;
    let over = false;
    const stop = () => {
      over = true;
    };
    await Promise.all([leaving.then(stop, stop), send(plan, load.togetherAtMs, () => over)]);
  });

async function cycles(user: User, plan: BroadcastPlan): Promise<void> {
  const memory: Memory = { lastHeard: undefined, leftAtMs: undefined };
  await after(untilMs(user.load.togetherAtMs));
  await repeat(user, () => new Promise((resolve) => new Visit(user, plan, memory, resolve).start()));
}

/** What a client knows of its connection before. */
interface Memory {
  lastHeard: number | undefined;
  leftAtMs: number | undefined;
}

/** One connection: it ends a while after the first broadcast. */
class Visit implements Behaviour {
  private readonly user: User;
  private readonly plan: BroadcastPlan;
  private readonly memory: Memory;
  private readonly resolve: (outcome: Outcome) => void;
  private readonly ledger: Ledger;
  private readonly lag = new LagWatch();
  private wasOpened = false;
  private heard = false;

  constructor(user: User, plan: BroadcastPlan, memory: Memory, resolve: (outcome: Outcome) => void) {
    this.user = user;
    this.plan = plan;
    this.ledger = new Ledger(plan.owner, plan.count);
    this.memory = memory;
    this.resolve = resolve;
  }

  start(): void {
    const { protocol, channel } = this.plan;
    const { name, subprotocols } = protocol;
    openSession({ path: protocol.path(channel), name, subprotocols }, this);
  }

  opened(session: Session): void {
    this.wasOpened = true;
    if (this.memory.leftAtMs !== undefined) reconnectTime.add(now() - this.memory.leftAtMs);
    session.expectWithin(patienceMs);
  }

  text(session: Session, data: string, receipt: Receipt): void {
    this.lag.message(receipt);
    const strays = this.ledger.look(data);
    // What is not of this channel does not show that the client hears it again.
    if (strays) return recordStrays(this.plan.owner, strays);
    const message = readMarker(data.slice(data.indexOf(markerWord)))?.message;
    if (message === undefined) return;
    if (!this.heard) this.hearAgain(session, message, this.lag.look(receipt));
    this.memory.lastHeard = message;
  }

  settled(session: Session, outcome: Outcome): void {
    recordOutcome(outcome, this.wasOpened, `client ${this.user.index}`);
    recordTask(outcome);
    // What was broadcast while the client was away is not lost.
    recordLedger(this.ledger, false);
    recordMessages(this.lag);
    this.memory.leftAtMs = now();
    session.close();
    this.resolve(outcome);
  }

  private hearAgain(session: Session, message: number, atMs: number): void {
    const { lastHeard, leftAtMs } = this.memory;
    this.heard = true;
    if (leftAtMs !== undefined) recoveryTime.add(atMs - leftAtMs);
    if (lastHeard !== undefined) missedMessages.add(message - lastHeard - 1);
    after(stayMs).then(() => session.attempt(() => session.settle({ kind: 'done' })));
  }
}
