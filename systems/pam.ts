import type { ChatEvent, ChatProtocol } from '../lib/websocket/protocols/chat-protocol';
import { errorMessage } from '../lib/websocket/protocols/read-event';

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
    const event: PamMessage | null = JSON.parse(message);
    const id = typeof event?.id === 'string' ? event.id : undefined;
    if (event?.type === 'error') return { kind: 'error', id, message: errorMessage(event.message) };
    if (event?.type === 'history') return history;
    return event?.type === 'response' && id !== undefined ? { kind: 'answer', id } : other;
  },
};

interface PamMessage {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly message?: unknown;
}

interface ProductionLoad {
  readonly users: number;
  readonly durationMs: number;
  /** The document that allows it. */
  readonly source: string;
}

/** The most that document 003 allows against production. */
export const production = { users: 20, durationMs: 60_000, source: 'document 003' } as const satisfies ProductionLoad;
