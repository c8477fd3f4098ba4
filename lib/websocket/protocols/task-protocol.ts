import type { Garbage } from './read-event';

/** What one message of a task means. */
export type TaskEvent =
  | { readonly kind: 'output' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'error'; readonly message: string }
  /** Allowed and of no interest: progress, heartbeats. */
  | { readonly kind: 'other' }
  | Garbage;

/** How a server runs tasks over sockets. A server with another dialect needs one value of this type, nothing else. */
export interface TaskProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of the socket, with a leading slash. */
  path(taskId: string): string;
  readonly subprotocols?: readonly string[];
  /** The message that starts a task. @param text what the task prints: lines with one marker each. */
  start(text: string): string;
  /** Is called for every message, so it should search before it parses. An exception makes the message garbage. */
  read(message: string): TaskEvent;
}
