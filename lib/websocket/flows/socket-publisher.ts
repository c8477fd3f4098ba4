import { runSpoken } from '../dialect/run-spoken';
import type { Speaker } from '../dialect/speaker';
import type { SocketPublishing } from '../protocols/publishing';
import type { Flow, Session } from '../session/flow';
import { type BroadcastPlan, channelOf, clientOf } from './broadcast-plan';
import { Deliveries } from './deliveries';
import type { Publisher } from './publisher';

/** Sends broadcasts by messages on a socket of the channel. Resolves when it is open, with undefined if it did not open. */
export function socketPublisher(plan: BroadcastPlan, publishing: SocketPublishing): Promise<Publisher | undefined> {
  return new Promise((resolve, reject) => {
    const speaker = clientOf(plan, plan.owner.user);
    runSpoken(plan.protocol, speaker, {
      endpoint: (jar) => ({ ...channelOf(plan, speaker, jar), name: 'broadcaster' }),
      flow: () => new PublisherFlow(plan, publishing, speaker, resolve),
    }).catch(reject);
  });
}

/** Its own broadcasts come back to it, and the receivers count them: of what it hears, only strays are of interest. */
class PublisherFlow implements Flow {
  readonly who = 'the broadcaster';
  readonly isExtra: boolean;
  private readonly publishing: SocketPublishing;
  private readonly speaker: Speaker;
  private readonly resolve: (publisher: Publisher | undefined) => void;
  private readonly deliveries: Deliveries;

  constructor(
    plan: BroadcastPlan,
    publishing: SocketPublishing,
    speaker: Speaker,
    resolve: (publisher: Publisher | undefined) => void,
  ) {
    this.isExtra = !plan.isMain;
    this.publishing = publishing;
    this.speaker = speaker;
    this.resolve = resolve;
    this.deliveries = new Deliveries(plan, plan.owner.user);
  }

  opened(session: Session): void {
    this.resolve({
      publish: (text) => this.publish(session, text),
      close: () => session.settle({ kind: 'done' }),
    });
  }

  message(_session: Session, text: string): void {
    this.deliveries.hear(text);
  }

  overheard(_session: Session, text: string): void {
    this.deliveries.hear(text);
  }

  /** The resolution changes nothing for a socket that opened. */
  over(): void {
    this.resolve(undefined);
  }

  private publish(session: Session, text: string): boolean {
    // The target may close the socket in mid-run. What is not sent then is lost, which the receivers count.
    if (session.outcome) return false;
    session.attempt(() => session.send(this.publishing.message(text, this.speaker)));
    return true;
  }
}
