/** How a server takes pings as messages. A server with another dialect needs one value of this type, nothing else. */
export interface PingProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of the socket, with a leading slash. */
  readonly path: string;
  readonly subprotocols?: readonly string[];
  /** One ping. @param seq its number on its socket, from 0. */
  message(seq: number): string;
  /** Whether a message answers a ping. Is called for every message, so it should not parse. */
  isAnswer(message: string): boolean;
}
