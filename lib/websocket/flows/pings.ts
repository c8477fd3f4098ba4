import { taskTimeoutMs } from '../../environment/target';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, type User } from '../../load/users';
import { countedTrend, counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { endpointOf } from '../dialect/endpoint-of';
import { knockedAtSocket } from '../dialect/knocked-at';
import { runSpoken } from '../dialect/run-spoken';
import { type Speaker, saidTo, speakerOf } from '../dialect/speaker';
import type { PingProtocol } from '../protocols/ping-protocol';
import type { Flow, Session } from '../session/flow';

const pingsSent = counter('pings_sent');
const pingsAnswered = counter('pings_answered');
const pingRate = countedTrend('ping_rate');
const pingSendTime = countedTrend('ping_send_time');

/**
 * Pings that may be on their way at once. They fit into the kernel's buffers, so k6 is never left with a write that a target that
 * stopped reading blocks for ever: its socket could not be closed any more.
 */
const window = 1000;
/** How long the last answers may take after the target has read every ping; a target that does not answer costs the run this much. */
const answersMs = 1000;

/**
 * Each user sends pings as fast as its socket takes them. A user is done when the target has read them all: document 000 asks for no
 * answers, but a target that is frozen must not pass.
 */
export const pings = (protocol: PingProtocol): VuFunction<SocketLoad> =>
  knockedAtSocket(
    protocol,
    (speaker) => saidTo(protocol.path, speaker),
    eachUser((user) => {
      const speaker = speakerOf(user);
      return runSpoken(protocol, speaker, {
        endpoint: (jar) => endpointOf(protocol, saidTo(protocol.path, speaker), speaker, jar),
        flow: () => new PingFlow(user, protocol, speaker),
      });
    }),
  );

class PingFlow implements Flow {
  readonly isTask = true;
  private readonly user: User;
  private readonly protocol: PingProtocol;
  private readonly speaker: Speaker;
  private answered = 0;

  constructor(user: User, protocol: PingProtocol, speaker: Speaker) {
    this.user = user;
    this.protocol = protocol;
    this.speaker = speaker;
  }

  get who(): string {
    return `user ${this.user.index}`;
  }

  opened(session: Session): void {
    session.expectWithin(taskTimeoutMs());
    // A rejection would end the VU with all its sockets.
    this.sendAll(session).catch((error) => session.fail(error));
  }

  message(_session: Session, text: string): void {
    if (this.protocol.isAnswer(text, this.speaker)) this.answered++;
  }

  over(): void {
    pingsAnswered.add(this.answered);
  }

  private async sendAll(session: Session): Promise<void> {
    const count = this.user.load.iterations;
    const startedMs = now();
    let sendingMs = 0;
    for (let seq = 0; seq < count && !session.outcome; seq++) {
      const beforeMs = now();
      if (!session.send(this.protocol.message(seq, this.speaker))) return;
      sendingMs += now() - beforeMs;
      if (seq % window === window - 1 && seq + 1 < count) await taken(session);
    }
    while (session.bufferedBytes() > 0 && !session.outcome) await after(1);
    const elapsedMs = now() - startedMs;
    if (session.outcome) return;
    pingsSent.add(count);
    await taken(session);
    if (session.outcome) return;
    pingRate.add((count / elapsedMs) * 1000);
    pingSendTime.add((sendingMs / count) * 1000);
    await this.answers(count, session);
    session.settle({ kind: 'done' });
  }

  private async answers(count: number, session: Session): Promise<void> {
    const untilMs = now() + answersMs;
    while (this.answered < count && now() < untilMs && !session.outcome) await after(10);
  }
}

/** Resolves when the target has read every ping. If it does not, the session settles in another way and nothing waits for this. */
const taken = (session: Session): Promise<void> => new Promise((resolve) => session.whenTaken(resolve));
