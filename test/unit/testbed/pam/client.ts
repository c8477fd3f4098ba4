import { once } from 'node:events';
import { createSigner } from 'fast-jwt';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { defaultJwtSecret } from '../../../../testbed/pam/token';
import { eventually } from '../helpers/testbed';

export const path = '/api/v1/pam';

/** In seconds, as `exp` is. */
export const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

/** A token as it should be, but for what is said otherwise. */
export function tokenFor(sub: string, claims: object = {}, secret = defaultJwtSecret): string {
  // Named, because fast-jwt would otherwise take whatever this secret was last used for.
  return createSigner({ key: secret, algorithm: 'HS256' })({ sub, exp: inAnHour(), ...claims });
}

export interface PamClient {
  readonly webSocket: WebSocket;
  /** What it was sent, in order. */
  readonly heard: Readonly<Record<string, unknown>>[];
  readonly closed: Promise<number>;
  send(message: unknown): void;
  /** Sends a message and does not wait for the answer. */
  say(id: string, content: string): void;
  /** Waits until this many messages have come, and returns all. */
  hear(count: number): Promise<PamClient['heard']>;
  /** The user's conversation as the assistant remembers it: `user: a` and so on. */
  history(): Promise<string[]>;
}

/** A user's socket. Gone at the latest when the test is over. */
export async function connectPam(url: string, user: string, token = tokenFor(user)): Promise<PamClient> {
  const webSocket = new WebSocket(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  onTestFinished(() => webSocket.terminate());
  const heard: PamClient['heard'] = [];
  webSocket.on('message', (data) => heard.push(JSON.parse(String(data))));
  webSocket.on('error', () => {});
  const closed = once(webSocket, 'close').then(([code]) => Number(code));
  await once(webSocket, 'open');
  const send = (message: unknown) => webSocket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    webSocket,
    heard,
    closed,
    send,
    say: (id, content) => send({ type: 'message', id, content }),
    async hear(count) {
      await eventually(() => heard.length >= count);
      return heard;
    },
    async history() {
      const answers = () => heard.filter(({ type }) => type === 'history');
      const before = answers().length;
      send({ type: 'history' });
      await eventually(() => answers().length > before);
      const messages = answers().at(-1)?.messages as { role: string; content: string }[];
      return messages.map(({ role, content }) => `${role}: ${content}`);
    },
  };
}

/** The answer to a user's message. */
export function response(user: string, id: string, content: string) {
  return { type: 'response', id, user, content: `You said: ${content}` };
}
