import type { CookieJar } from 'k6/http';
import type { Receipt } from './receipt';

/** The seam between this folder and the k6 module that carries the sockets. */
export interface Engine {
  /** Opens a socket. @throws Error for text that is not a URL, and never for what the network does. */
  connect(request: ConnectRequest, handlers: SocketHandlers): Connection;
}

export interface ConnectRequest {
  /** May have a query. */
  readonly url: string;
  readonly subprotocols?: readonly string[] | undefined;
  /** Of the handshake. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of the user who connects. Absent: the socket has no cookies before it and leaves none, as an attempt that must prove something. */
  readonly jar?: CookieJar | undefined;
  /** Value of the tag `name` of k6's own metrics. Without it the URL would become the tag, with any token in its query. */
  readonly name: string;
}

/** What happens to a socket. A handler must not throw: in k6 an exception ends every socket of the VU. */
export interface SocketHandlers {
  opened(): void;
  text(data: string, receipt: Receipt): void;
  binary(data: ArrayBuffer, receipt: Receipt): void;
  /** Called once and last, also for a socket that never opened. */
  closed(close: Close): void;
}

/** How a socket closed, as far as it is known. */
export interface Close {
  readonly code: number | undefined;
  /** The peer's words in its Close frame. */
  readonly reason?: string | undefined;
  /** k6's words, if there was an error. */
  readonly error: string | undefined;
}

export interface Connection {
  /** Sends a text frame, or bytes as a binary one. @returns false for a socket that is not open: nothing is sent. */
  send(data: string | ArrayBuffer): boolean;
  /** Bytes that were sent but are not yet written to the network. */
  bufferedBytes(): number;
  /**
   * Sends a Ping frame, which every peer must answer when it has read what was sent before (RFC 6455, 5.5.3): an empty send buffer
   * only says that the kernel has it. Does nothing to a socket that is not open. @param answered is called at the answer.
   */
  ping(answered: () => void): void;
  /**
   * Sends a Close frame and closes the TCP connection without waiting for the peer's; no message comes after that. Does nothing while
   * the socket is connecting (its owner closes it when it opens) or when it is closed already.
   */
  close(): void;
}
