import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Traffic } from './traffic';

/** The owner of a connection. */
export interface Address {
  readonly system: string;
  /** From the URL or the token: a task id, a channel, a user. Two connections may have the same one. */
  readonly id: string;
}

/** One open WebSocket of any system. Everything that goes to the client goes through `send` or `sendEncoded`. */
export class Connection {
  readonly system: string;
  readonly id: string;
  readonly webSocket: WebSocket;
  readonly tcp: Socket;
  readonly #traffic: Traffic;
  #corked = false;

  constructor({ system, id }: Address, webSocket: WebSocket, tcp: Socket, traffic: Traffic) {
    this.system = system;
    this.id = id;
    this.webSocket = webSocket;
    this.tcp = tcp;
    this.#traffic = traffic;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN && !this.tcp.destroyed;
  }

  /** Sent and not yet taken by the operating system, because the client does not read. */
  get bufferedBytes(): number {
    return this.tcp.writableLength;
  }

  /** Sends one message, or none when the connection is no longer open. */
  send(message: string, binary = false): void {
    if (!this.isOpen) return;
    this.#corkUntilEndOfTick();
    this.webSocket.send(message, { binary });
    this.#traffic.messagesSent++;
  }

  /** Sends a frame that was encoded once for many receivers; otherwise as `send`. */
  sendEncoded(frame: Buffer): void {
    if (!this.isOpen) return;
    this.#corkUntilEndOfTick();
    this.tcp.write(frame);
    this.#traffic.messagesSent++;
  }

  /** Cuts the TCP connection without a Close frame. What was sent before still goes out. */
  drop(): void {
    if (this.#corked) this.tcp.uncork();
    this.#corked = false;
    this.tcp.destroy();
  }

  // All frames of one tick leave in one system call: at full speed that is most of the cost of a task.
  #corkUntilEndOfTick(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.tcp.cork();
    process.nextTick(Connection.#uncork, this);
  }

  static #uncork(this: void, connection: Connection): void {
    if (!connection.#corked) return;
    connection.#corked = false;
    connection.tcp.uncork();
  }
}
