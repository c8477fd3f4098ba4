import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../../environment/target';
import { failureOf } from '../../metrics/failures';
import { refusedInBody } from '../../metrics/publications';
import { counter } from '../../metrics/recorders';
import { recordScriptError } from '../../runtime/script-error';
import { recordShortage } from '../../runtime/shortage';
import type { Speaker } from '../dialect/speaker';
import type { Publishing } from '../protocols/broadcast-protocol';
import type { Flow, Session } from '../session/flow';
import { openSession } from '../session/open-session';
import { type BroadcastPlan, channelOf, clientOf } from './broadcast-plan';
import { Deliveries } from './deliveries';

const publicationsRefused = counter('publications_refused');

/** What sends broadcasts. Neither function throws. */
export interface Publisher {
  /** @returns false where it could not even be sent, because the target has closed the broadcaster's socket. */
  publish(text: string): boolean;
  close(): void;
}

/** Resolves when broadcasts can be sent, with undefined if the broadcaster's socket did not open. */
export function openPublisher(plan: BroadcastPlan): Promise<Publisher | undefined> {
  const { publishing } = plan.protocol;
  if (publishing.via === 'http') return Promise.resolve(httpPublisher(plan, publishing));
  return new Promise((resolve) => {
    const speaker = clientOf(plan, plan.owner.user);
    const endpoint = { ...channelOf(plan, speaker), name: 'broadcaster' };
    openSession(endpoint, new PublisherFlow(plan, publishing, speaker, resolve));
  });
}

function httpPublisher(
  { channel, protocol, isMain }: BroadcastPlan,
  { path, body, isAccepted }: HttpPublishing,
): Publisher {
  const params = {
    tags: { name: protocol.name },
    headers: { 'Content-Type': 'application/json' },
    timeout: requestTimeoutMs(),
    // The broadcaster is a user of its own.
    jar: new http.CookieJar(),
    responseType: isAccepted ? ('text' as const) : ('none' as const),
  };
  const refused = (what: string) => isMain && publicationsRefused.add(1, { what });
  const send = async (text: string) => {
    try {
      const answer = await http.asyncRequest('POST', httpUrl(path(channel)), body(text), params);
      if (answer.status === 0) recordShortage(answer.error);
      const isGood = answer.status >= 200 && answer.status < 300;
      if (!isGood) refused(failureOf(answer.status, answer.error_code));
      else if (isAccepted && !isAccepted(String(answer.body))) refused(refusedInBody);
    } catch (error) {
      recordScriptError('a publication', error);
    }
  };
  return {
    publish(text) {
      void send(text);
      return true;
    },
    close() {},
  };
}

type HttpPublishing = Publishing & { via: 'http' };
type SocketPublishing = Publishing & { via: 'socket' };

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
