import { withoutTokens } from '../../environment/redact';

/** Not of this protocol: costs the socket. */
export interface Garbage {
  readonly kind: 'garbage';
  readonly what: string;
}

/** What one message of a task means. */
export type TaskEvent =
  | { readonly kind: 'output' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'error'; readonly message: string }
  /** Allowed and of no interest: progress, heartbeats. */
  | { readonly kind: 'other' }
  | Garbage;

/** Servers take no longer headers. Of a message of megabytes no more is searched for tokens than what may reach into the quotation. */
const longestToken = 8192;

/** What a message means; what its protocol cannot read is garbage. */
export function readEvent<Event>(protocol: { read(message: string): Event }, message: string): Event | Garbage {
  try {
    return protocol.read(message);
  } catch (error) {
    return {
      kind: 'garbage',
      what: `${error instanceof Error ? error.message : error} in: ${withoutTokens(message.slice(0, longestToken)).slice(0, 80)}`,
    };
  }
}

/** How a server runs tasks over sockets. A server with another dialect needs one value of this type, nothing else. */
export interface TaskProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of the socket, with a leading slash. */
  path(taskId: string): string;
  readonly subprotocols?: readonly string[];
  /** The message that starts a task. @param text what the task is to print: lines with one marker each. */
  start(text: string): string;
  /** Called for every message, so it should search before it parses. What it throws makes the message garbage. */
  read(message: string): TaskEvent;
}

const output: TaskEvent = { kind: 'output' };
const complete: TaskEvent = { kind: 'complete' };
const other: TaskEvent = { kind: 'other' };

/** Document 000: `/ws/{task_id}`, one JSON message that starts the task, events `output`, `complete` and `error`. */
export const document000: TaskProtocol = {
  name: 'task',
  path: (taskId) => `/ws/${taskId}`,
  start: (text) => JSON.stringify({ task: text, config: { mode: 'one-shot', maxRounds: 5 } }),
  read(message) {
    // The usual cases by comparisons; whatever is written in another way is parsed.
    if (!message.startsWith('{"event_type":') || !message.endsWith('}')) return parsed(message);
    const at = message[14] === ' ' ? 15 : 14;
    if (message.startsWith('"output"', at)) return output;
    return message.startsWith('"complete"', at) ? complete : parsed(message);
  },
};

interface Document000Event {
  readonly event_type?: unknown;
  readonly data?: { readonly message?: unknown } | null;
}

function parsed(message: string): TaskEvent {
  const event: Document000Event | null = JSON.parse(message);
  switch (event?.event_type) {
    case 'output':
      return output;
    case 'complete':
      return complete;
    case 'error':
      return { kind: 'error', message: errorMessage(event.data?.message) };
    default:
      // Document 000's tester passes over events that it does not know.
      return other;
  }
}

/** Also for a message that is no text: `String` throws for some objects. */
export function errorMessage(message: unknown): string {
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? 'no message');
}
