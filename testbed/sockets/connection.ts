import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Tally } from '../observe/tally';
import type { SocketSystem } from '../system';

/** Whose a connection is. */
export interface Address {
  readonly system: SocketSystem;
  /** What the URL named: a task id, a channel, the user of a token. Two connections may have the same one. */
  readonly id: string;
}

/** One open WebSocket of any system. Everything that goes to the client goes through `send` or `sendEncoded`. */
export class Connection {
  readonly system: SocketSystem;
  readonly id: string;
  readonly webSocket: WebSocket;
  readonly tcp: Socket;
  readonly #tally: Tally;
  #corked = false;

  constructor({ system, id }: Address, webSocket: WebSocket, tcp: Socket, tally: Tally) {
    this.system = system;
    this.id = id;
    this.webSocket = webSocket;
    this.tcp = tcp;
    this.#tally = tally;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN && !this.tcp.destroyed;
  }

  /** What was sent and the kernel has not taken yet, because the client does not read. */
  get bufferedBytes(): number {
    return this.tcp.writableLength;
  }

  /** Sends one message; says nothing when the connection is no longer open, as nobody is left to read it. */
  send(message: string, binary = false): void {
    if (!this.isOpen) return;
    this.#corkUntilEndOfTick();
    this.webSocket.send(message, { binary });
    this.#tally.messagesSent++;
  }

  /** Sends a frame that was encoded once for many receivers; otherwise as `send`. */
  sendEncoded(frame: Buffer): void {
    if (!this.isOpen) return;
    this.#corkUntilEndOfTick();
    this.tcp.write(frame);
    this.#tally.messagesSent++;
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
