import http from 'k6/http';
import { httpUrl } from '../../environment/target';
import type { Publishing } from '../protocols/broadcast-protocol';
import { openSession } from '../session/open-session';
import type { Flow, Session } from '../session/session';
import { type BroadcastPlan, channelOf } from './broadcast-plan';

/** What sends broadcasts. Neither function throws. */
export interface Publisher {
  publish(text: string): void;
  close(): void;
}

/** Resolves when broadcasts can be sent, with undefined if the broadcaster's socket did not open. */
export function openPublisher(plan: BroadcastPlan): Promise<Publisher | undefined> {
  const { publishing } = plan.protocol;
  if (publishing.via === 'http') return Promise.resolve(httpPublisher(plan, publishing));
  return new Promise((resolve) => {
    openSession({ ...channelOf(plan), name: 'broadcaster' }, new PublisherFlow(publishing, resolve));
  });
}

function httpPublisher({ channel, protocol }: BroadcastPlan, { path, body }: Publishing & { via: 'http' }): Publisher {
  const params = { tags: { name: protocol.name }, headers: { 'Content-Type': 'application/json' } };
  return {
    publish: (text) => void http.asyncRequest('POST', httpUrl(path(channel)), body(text), params),
    close() {},
  };
}

/** Hears nothing: its own broadcasts come back to it, and the receivers count them. */
class PublisherFlow implements Flow {
  readonly who = 'the broadcaster';
  private readonly publishing: Publishing & { via: 'socket' };
  private readonly resolve: (publisher: Publisher | undefined) => void;

  constructor(publishing: Publishing & { via: 'socket' }, resolve: (publisher: Publisher | undefined) => void) {
    this.publishing = publishing;
    this.resolve = resolve;
  }

  opened(session: Session): void {
    this.resolve({
      publish: (text) => session.attempt(() => session.send(this.publishing.message(text))),
      close: () => session.settle({ kind: 'done' }),
    });
  }

  /** Changes nothing for a socket that opened. */
  over(): void {
    this.resolve(undefined);
  }
}
