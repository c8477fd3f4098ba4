import type { Utterance } from './conversations';

/** What a client may say to PAM. */
export type ClientMessage =
  | { readonly kind: 'message'; readonly id: string; readonly content: string }
  | { readonly kind: 'history' }
  | { readonly kind: 'ping'; readonly seq: number }
  | { readonly kind: 'invalid'; readonly reason: string };

const expectation =
  'expected {"type": "message", "id": string, "content": string}, {"type": "history"} or {"type": "ping", "seq": number}';

/** Never throws: what is not understood comes back as `invalid`, with a reason for the client. */
export function parseClientMessage(text: string): ClientMessage {
  const { type, id, content, seq } = parseObject(text);
  if (type === 'history') return { kind: 'history' };
  if (type === 'ping') return typeof seq === 'number' ? { kind: 'ping', seq } : invalid('"seq" of a ping is no number');
  if (type !== 'message') return invalid('the message is no JSON object, or its "type" is not known');
  if (typeof id !== 'string') return invalid('"id" of a message is missing or is not a text');
  if (typeof content !== 'string') return invalid('"content" of a message is missing or is not a text');
  return { kind: 'message', id, content };
}

/** The assistant's whole wit. */
export function replyTo(content: string): string {
  return `You said: ${content}`;
}

export function encodeResponse(id: string, user: string, content: string): string {
  return JSON.stringify({ type: 'response', id, user, content });
}

export function encodeHistory(user: string, messages: readonly Utterance[]): string {
  return JSON.stringify({ type: 'history', user, messages });
}

export function encodePong(seq: number): string {
  return `{"type":"pong","seq":${seq}}`;
}

export function encodeError(message: string): string {
  return `{"type":"error","message":${JSON.stringify(message)}}`;
}

function invalid(reason: string): ClientMessage {
  return { kind: 'invalid', reason: `${reason}; ${expectation}` };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
