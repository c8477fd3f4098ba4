import type { Speaker } from './speaker';

/** How a user opens a socket. */
export interface Handshake {
  /** Offered in the handshake. */
  readonly subprotocols?: readonly string[];
  /** Of the handshake, for each user: an origin, a key. */
  headers?(speaker: Speaker): Readonly<Record<string, string>>;
}

/** What comes of one step of entering. */
export type Entering =
  /** The user is not in yet. @property say what it says next; absent: it waits. */
  | { readonly kind: 'wait'; readonly say?: string | undefined }
  /** The user is in, which makes it connected. @property say what it says before anything else. */
  | { readonly kind: 'in'; readonly say?: string | undefined }
  /** The target refuses the user. @property reason in the target's words. */
  | { readonly kind: 'refused'; readonly reason: string };

/** How a dialect is spoken. An exception for what the target said is a protocol error, and one for what it did not is an error of the script. */
export interface Speaking extends Handshake {
  /**
   * Put into the user's jar before its socket opens, and before the call ahead of it, next to the cookies that the target has set. They stay
   * the user's: a header `Cookie` would take the place of the whole jar.
   */
  cookies?(speaker: Speaker): Readonly<Record<string, string>>;
  /**
   * What a user does to get in, before its first task: called when the socket opens, and for each message until the user is in or refused.
   * All of it must be done within the time of a connect. The messages are searched for markers. @param heard undefined: the socket opened.
   */
  enter?(heard: string | undefined, speaker: Speaker): Entering;
  /** What is said at once when a message comes, such as the answer to an application's ping; undefined: nothing. The message is read, too. */
  reply?(message: string, speaker: Speaker): string | undefined;
  /**
   * Messages go out in binary frames, and binary frames that come are messages. `utf8`: they are text; `bytes`: each character of a
   * message is one byte. Absent: all frames are text.
   */
  readonly binary?: 'utf8' | 'bytes';
  /** The messages in one frame, where it may have several or none. */
  split?(frame: string): readonly string[];
}
