import http from 'k6/http';
import { httpUrl } from '../../environment/target';
import { type MarkerOwner, markerPrefix } from '../../isolation/marker';
import { stamped } from '../../isolation/stamp';
import { after } from '../../load/users';
import { counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import type { BroadcastProtocol, Publishing } from '../protocols/broadcast-protocol';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordOutcome } from '../session/record';
import type { Session } from '../session/session';

const broadcastsSent = counter('broadcasts_sent');

export interface BroadcastPlan {
  readonly protocol: BroadcastProtocol;
  readonly channel: string;
  readonly owner: MarkerOwner;
  /** Broadcasts in all. */
  readonly count: number;
  readonly perSecond: number;
}

/** Sends every broadcast at its own moment, whatever became of those before: a slow target must not slow down its load. */
export async function broadcastAll(
  plan: BroadcastPlan,
  publish: (text: string) => void,
  isOver: () => boolean,
): Promise<void> {
  const startedMs = now();
  const prefix = markerPrefix(plan.owner);
  for (let message = 0; message < plan.count && !isOver(); message++) {
    await after(startedMs + (message * 1000) / plan.perSecond - now());
    publish(stamped(`${prefix}${message};`, now()));
    broadcastsSent.add(1);
  }
}

/** Opens what the broadcasts are sent by. @returns a way to publish and one to close; undefined where it could not be opened. */
export function openBroadcaster(plan: BroadcastPlan): Promise<Publisher | undefined> {
  const { publishing } = plan.protocol;
  return publishing.via === 'http'
    ? Promise.resolve(httpPublisher(plan, publishing))
    : socketPublisher(plan, publishing);
}

export interface Publisher {
  publish(text: string): void;
  close(): void;
}

function httpPublisher({ channel, protocol }: BroadcastPlan, { path, body }: Publishing & { via: 'http' }): Publisher {
  const params = { tags: { name: protocol.name }, headers: { 'Content-Type': 'application/json' } };
  return {
    publish: (text) => void http.asyncRequest('POST', httpUrl(path(channel)), body(text), params),
    close() {},
  };
}

function socketPublisher(
  plan: BroadcastPlan,
  publishing: Publishing & { via: 'socket' },
): Promise<Publisher | undefined> {
  const { protocol, channel } = plan;
  return new Promise((resolve) => {
    let wasOpened = false;
    openSession(
      { path: protocol.path(channel), name: 'broadcaster', subprotocols: protocol.subprotocols },
      {
        opened(session) {
          wasOpened = true;
          resolve({
            publish: (text) => session.attempt(() => session.send(publishing.message(text))),
            close: () => {
              session.settle({ kind: 'done' });
              session.close();
            },
          });
        },
        // The broadcaster hears its own broadcasts; the receivers are the ones that count them.
        text() {},
        settled(session: Session, outcome: Outcome) {
          recordOutcome(outcome, wasOpened, 'the broadcaster');
          session.close();
          if (!wasOpened) resolve(undefined);
        },
      },
    );
  });
}
