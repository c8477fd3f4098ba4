import type { Speaker } from '../dialect/speaker';

/** How a broadcaster reaches all members of a channel: by its own socket, or by an HTTP call. */
export type Publishing = SocketPublishing | HttpPublishing;

export interface SocketPublishing {
  readonly via: 'socket';
  /** @param text must reach the members unchanged. */
  message(text: string, speaker: Speaker): string;
}

/** One call for each broadcast. */
export interface HttpPublishing {
  readonly via: 'http';
  /** Default POST. */
  readonly method?: 'POST' | 'PUT' | 'PATCH';
  /** With a leading slash. */
  path(channel: string, speaker: Speaker): string;
  /** Such as an API key. The body is said to be JSON unless a `Content-Type` is among them. */
  headers?(channel: string, speaker: Speaker): Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is. @param text must reach the members unchanged. */
  body(text: string, channel: string, speaker: Speaker): string | object;
  /** Statuses that may accept a publication. Absent: every 2xx. */
  readonly accepts?: readonly number[];
  /** Whether the body of such an answer accepts the publication: many servers refuse with 200 and an error. Absent: it is not looked at. */
  isAccepted?(answer: string): boolean;
}
