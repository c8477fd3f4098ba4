import type { Protocol } from '../dialect/dialect';
import type { Said, Speaker } from '../dialect/speaker';

/** How a server takes pings as messages. A server with another dialect needs one value of this type, nothing else. */
export interface PingProtocol extends Protocol {
  /** Path of the socket, with a leading slash. */
  readonly path: Said;
  /** One ping. @param seq its number on its socket, from 0. */
  message(seq: number, speaker: Speaker): string;
  /** Whether a message answers a ping. Is called for every message, so it should not parse. */
  isAnswer(message: string, speaker: Speaker): boolean;
}
