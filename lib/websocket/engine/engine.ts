/** The narrow seam between this folder and whatever k6 module carries the sockets. Times are on the clock of lib/clock. */
export interface Engine {
  /**
   * Opens a socket. Never throws for what the network does; throws for a URL that is none.
   */
  connect(request: ConnectRequest, handlers: SocketHandlers): Connection;
}

export interface ConnectRequest {
  /** May have a query. */
  readonly url: string;
  readonly subprotocols?: readonly string[] | undefined;
  /** Of the handshake. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Value of the tag `name` of k6's own metrics: without it the URL with its query, and with a token there, would become a tag. */
  readonly name: string;
}

/** What the owner of a socket is told. A handler must not throw: in k6 an exception kills every socket of the VU. */
export interface SocketHandlers {
  opened(): void;
  text(data: string, receipt: Receipt): void;
  binary(data: ArrayBuffer, receipt: Receipt): void;
  /** Once, last, also for a socket that never opened. @param error k6's words where there was an error. */
  closed(close: { readonly code: number | undefined; readonly error: string | undefined }): void;
}

/** When the bytes of a message were read, which may be well before its handler runs. Reading it costs, so it is read where it counts. */
export interface Receipt {
  /** Wall clock in milliseconds; `atEvent` puts it on the clock of lib/clock. */
  readonly timestamp: number;
}

export interface Connection {
  send(text: string): void;
  /** Bytes that were sent but are not yet written to the network. */
  bufferedBytes(): number;
  /**
   * Sends a Ping frame, which every peer must answer when it has read what was sent before (RFC 6455, 5.5.3): an empty send buffer
   * only says that the kernel took it. @param answered is called then.
   */
  ping(answered: () => void): void;
  /**
   * Sends a Close frame and closes the TCP connection without waiting for the peer's. Does nothing while the socket is still
   * connecting (the owner closes it when it opens) or already closed.
   */
  close(): void;
}
