import type { Protocol } from '../dialect/dialect';
import type { Garbage } from '../dialect/garbage';
import type { Speaker } from '../dialect/speaker';

/** What one message of a task means. */
export type TaskEvent =
  /**
   * @property text a piece of text that goes on where the one before it ended, as of a server that streams token by token: pieces are joined
   * before markers are looked for. Absent: the message is searched as it came, and a marker must be whole in it.
   */
  | { readonly kind: 'output'; readonly text?: string }
  | { readonly kind: 'complete' }
  | { readonly kind: 'error'; readonly message: string }
  /** Allowed and of no interest: progress, heartbeats. */
  | { readonly kind: 'other' }
  | Garbage;

/** How a server runs tasks over sockets. A server with another dialect needs one value of this type, nothing else. */
export interface TaskProtocol extends Protocol {
  /** Path of the socket, with a leading slash. */
  path(taskId: string, speaker: Speaker): string;
  /** The message that starts a task. @param text what the task prints: lines with one marker each. */
  start(text: string, speaker: Speaker): string;
  /** Is called for every message, so it should search before it parses. An exception makes the message garbage. */
  read(message: string, speaker: Speaker): TaskEvent;
}
