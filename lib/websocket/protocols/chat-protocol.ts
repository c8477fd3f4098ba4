import type { TokenPlaces } from '../../auth/token';
import { errorMessage, type Garbage } from './task-protocol';

/** What one message of a conversation means. */
export type ChatEvent =
  /** @property id of the message that it answers. */
  | { readonly kind: 'answer'; readonly id: string }
  /** @property id of the message that failed, where the server says so. */
  | { readonly kind: 'error'; readonly id: string | undefined; readonly message: string }
  /** What the user and the server said to each other before. */
  | { readonly kind: 'history' }
  /** Allowed and of no interest: greetings, typing signs, heartbeats. */
  | { readonly kind: 'other' }
  | Garbage;

/** How a server talks with its users over sockets. A server with another dialect needs one value of this type, nothing else. */
export interface ChatProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of the socket, with a leading slash. */
  readonly path: string;
  readonly subprotocols?: readonly string[];
  /** What the token of a user claims beside `iat` and `exp`, where JWT_SECRET mints one. Users must differ in it. */
  claims(user: number): Readonly<Record<string, unknown>>;
  /** How a token is carried: by a header, or with TOKEN_IN=query by a parameter of the URL. */
  readonly token: TokenPlaces;
  /** One message. @param text what the answer must repeat: it has the marker. */
  message(id: string, text: string): string;
  /** Asks for the user's own conversation; absent where a server does not give it. */
  readonly history?: string;
  /** Called for every message. What it throws makes the message garbage. */
  read(message: string): ChatEvent;
}

const history: ChatEvent = { kind: 'history' };
const other: ChatEvent = { kind: 'other' };

/** Document 003 gives the path and the token; the messages are what the testbed speaks. */
export const pam: ChatProtocol = {
  name: 'pam',
  path: '/api/v1/pam',
  claims: (user) => ({ sub: `load-test-user-${user}` }),
  token: { header: (token) => ({ Authorization: `Bearer ${token}` }), parameter: 'token' },
  message: (id, content) => JSON.stringify({ type: 'message', id, content }),
  history: '{"type":"history"}',
  read(message) {
    const event: PamEvent | null = JSON.parse(message);
    const id = typeof event?.id === 'string' ? event.id : undefined;
    if (event?.type === 'error') return { kind: 'error', id, message: errorMessage(event.message) };
    if (event?.type === 'history') return history;
    return event?.type === 'response' && id !== undefined ? { kind: 'answer', id } : other;
  },
};

interface PamEvent {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly message?: unknown;
}
