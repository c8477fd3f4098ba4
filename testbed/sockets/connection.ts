import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Tally } from '../observe/tally';

/** One open WebSocket of any system. Everything that goes to the client goes through `send`. */
export class Connection {
  /** What the path named: a task id in the task system. Two connections may have the same one. */
  readonly id: string;
  readonly webSocket: WebSocket;
  readonly tcp: Socket;
  readonly #tally: Tally;
  #corked = false;

  constructor(id: string, webSocket: WebSocket, tcp: Socket, tally: Tally) {
    this.id = id;
    this.webSocket = webSocket;
    this.tcp = tcp;
    this.#tally = tally;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN && !this.tcp.destroyed;
  }

  /** Sends one frame; says nothing when the connection is no longer open, as nobody is left to read it. */
  send(frame: string, binary = false): void {
    if (!this.isOpen) return;
    this.#corkUntilEndOfTick();
    this.webSocket.send(frame, { binary });
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
