import { taskTimeoutMs } from '../../environment/target';
import { knockedAtSocket } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, type User } from '../../load/users';
import { countedTrend, counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';
import { LagWatch } from '../session/lag';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordMessages, recordOutcome, recordTask } from '../session/record';
import type { Behaviour, Session } from '../session/session';

const pingsSent = counter('pings_sent');
const pingsAnswered = counter('pings_answered');
const pingRate = countedTrend('ping_rate');
const pingSendTime = countedTrend('ping_send_time');

/**
 * Pings that may be on their way at once. They fit into the kernel's buffers, so k6 is never left with a write that a target that
 * stopped reading blocks for ever: it could not be closed any more.
 */
const window = 1000;
/** How long the last answers may take after the target has read every ping; one that answers none costs the run this much and no more. */
const answersMs = 1000;

/**
 * Each user sends `{"type":"ping","seq":n}` as fast as its socket takes them (document 000's message throughput). Done is who has read
 * them all: the document asks for no answers, but a target that is frozen must not pass.
 */
export const pings = (path: string): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => path,
    {},
    eachUser((user) => new Promise<void>((resolve) => new PingRun(user, resolve).start(path))),
  );

class PingRun implements Behaviour {
  private readonly user: User;
  private readonly resolve: () => void;
  private wasOpened = false;
  private answered = 0;
  private readonly lag = new LagWatch();

  constructor(user: User, resolve: () => void) {
    this.user = user;
    this.resolve = resolve;
  }

  start(path: string): void {
    openSession({ path, name: 'pings' }, this);
  }

  opened(session: Session): void {
    this.wasOpened = true;
    session.expectWithin(taskTimeoutMs());
    // A rejection would end the VU with all its sockets.
    this.sendAll(session).catch((error) => session.fail(error));
  }

  text(_session: Session, data: string, receipt: Receipt): void {
    this.lag.message(receipt);
    if (data.includes('"pong"')) this.answered++;
  }

  settled(session: Session, outcome: Outcome): void {
    recordOutcome(outcome, this.wasOpened, `user ${this.user.index}`);
    recordTask(outcome);
    pingsAnswered.add(this.answered);
    recordMessages(this.lag);
    session.close();
    this.resolve();
  }

  private async sendAll(session: Session): Promise<void> {
    const count = this.user.load.iterations;
    const startedMs = now();
    let sendingMs = 0;
    for (let seq = 0; seq < count && !session.outcome; seq++) {
      const beforeMs = now();
      session.send(JSON.stringify({ type: 'ping', seq }));
      sendingMs += now() - beforeMs;
      if (seq % window === window - 1 && seq + 1 < count) await this.taken(session);
    }
    while (session.bufferedBytes() > 0 && !session.outcome) await after(1);
    const elapsedMs = now() - startedMs;
    if (session.outcome) return;
    pingsSent.add(count);
    await this.taken(session);
    if (session.outcome) return;
    pingRate.add((count / elapsedMs) * 1000);
    pingSendTime.add((sendingMs / count) * 1000);
    await this.answers(count, session);
    session.settle({ kind: 'done' });
  }

  /** Resolves when the target has read every ping. Where it does not, the session settles in another way and nobody waits for this. */
  private taken(session: Session): Promise<void> {
    return new Promise((resolve) => session.whenTaken(resolve));
  }

  private async answers(count: number, session: Session): Promise<void> {
    const untilMs = now() + answersMs;
    while (this.answered < count && now() < untilMs && !session.outcome) await after(10);
  }
}
