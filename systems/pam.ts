import { type ChatEvent, type ChatProtocol, errorMessage, type ProductionLoad } from '../lib';

const history: ChatEvent = { kind: 'history' };
const other: ChatEvent = { kind: 'other' };

/** Document 003 gives the path and the token; the messages are what the testbed speaks. */
export const pam: ChatProtocol = {
  name: 'pam',
  path: '/api/v1/pam',
  claims: (user, run) => ({ sub: `load-test-${run}-user-${user}` }),
  token: { header: (token) => ({ Authorization: `Bearer ${token}` }), parameter: 'token' },
  message: (id, content) => JSON.stringify({ type: 'message', id, content }),
  history: '{"type":"history"}',
  read(message) {
    const event: PamMessage | null = JSON.parse(message);
    const id = typeof event?.id === 'string' ? event.id : undefined;
    if (event?.type === 'error') return { kind: 'error', id, message: errorMessage(event.message) };
    if (event?.type === 'history') return history;
    if (!isAnswer(event?.type) || id === undefined) return other;
    return { kind: 'answer', id, text: textOf(event?.content ?? event?.delta) };
  },
};

/** A whole answer, or a part of one that is streamed. */
const isAnswer = (type: unknown): boolean => type === 'response' || type === 'response_delta' || type === 'delta';

const textOf = (content: unknown): string =>
  typeof content === 'string' ? content : content === undefined ? '' : JSON.stringify(content);

interface PamMessage {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly message?: unknown;
  readonly content?: unknown;
  readonly delta?: unknown;
}

/** The most that document 003 allows against production. */
export const production: ProductionLoad = { users: 20, durationMs: 60_000, source: 'document 003' };
