import type { Said, Speaker } from './speaker';

/** One HTTP call of a user. */
export interface Call {
  /** Default POST. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With a leading slash. */
  readonly path: Said;
  headers?(speaker: Speaker): Readonly<Record<string, string>>;
  /** An object is sent as JSON. Absent: the call has no body. */
  body?(speaker: Speaker): string | object;
  /** Statuses that are a success. Absent: every 2xx. */
  readonly accepts?: readonly number[];
  /** What the answer makes known, such as the id of a session or a ticket. An exception fails the call. Absent: the body is not kept. */
  read?(answer: string): string;
}
