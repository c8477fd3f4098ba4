import type { TokenPlaces } from '../../auth/token';
import type { Protocol } from '../dialect/dialect';
import type { Garbage } from '../dialect/garbage';
import type { Said, Speaker } from '../dialect/speaker';

/** What one message of a conversation means. */
export type ChatEvent =
  /**
   * An answer, or a part of one. @property id of the message that it answers. @property text what is said: over all parts it holds what
   * the message said, where the server repeats that. Absent: the whole event is searched for it.
   */
  | { readonly kind: 'answer'; readonly id: string; readonly text?: string }
  /** @property id of the message that failed, if the server names it. */
  | { readonly kind: 'error'; readonly id: string | undefined; readonly message: string }
  /** What the user and the server said to each other before. */
  | { readonly kind: 'history' }
  /** Allowed and of no interest: greetings, typing signs, heartbeats. */
  | { readonly kind: 'other' }
  | Garbage;

/** How a server talks with its users over sockets. A server with another dialect needs one value of this type, nothing else. */
export interface ChatProtocol extends Protocol {
  /** Path of the socket, with a leading slash. */
  readonly path: Said;
  /**
   * Claims of a user's token in addition to `iat` and `exp`, if JWT_SECRET signs one. Users of all runs must differ in them. Absent: users have
   * no token.
   */
  claims?(user: number, run: string): Readonly<Record<string, unknown>>;
  /**
   * How a token is sent with the handshake: in a header, or with TOKEN_IN=query in a parameter of the URL. Absent: the dialect says it, as its
   * speaker has it.
   */
  readonly token?: TokenPlaces;
  /**
   * The room that a user is in: its members may hear each other, and nobody else may. Runs must differ in their rooms. The path, or the
   * dialect's `enter`, says `speaker.room`. Absent: each user talks with the server alone.
   */
  room?(user: number, run: string): string;
  /** One message. @param text has a marker: an answer that holds it shows that it answers this message and no other. */
  message(id: string, text: string, speaker: Speaker): string;
  /** Asks for the user's own conversation; absent if a server does not give it. */
  readonly history?: Said;
  /** Is called for every message. An exception makes the message garbage. */
  read(message: string, speaker: Speaker): ChatEvent;
}
