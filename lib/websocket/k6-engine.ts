import { WebSocket } from 'k6/websockets';
import { now } from '../clock';
import { closeHard } from './close-hard';
import type { Connection, Engine, SocketHandlers } from './engine';

/** k6's core module `k6/websockets`. */
export const k6Engine: Engine = {
  connect({ url, subprotocols, headers, name }, handlers) {
    // The type says that k6 ignores subprotocols; k6 v2 sends them.
    const protocols = subprotocols.length > 0 ? (subprotocols as unknown as null) : null;
    return new K6Connection(new WebSocket(url, protocols, { headers: { ...headers }, tags: { name } }), handlers);
  },
};

/** `WebSocket.OPEN` is declared by @types/k6 but is undefined in k6. */
const OPEN = 1;

class K6Connection implements Connection {
  private readonly socket: WebSocket;

  constructor(socket: WebSocket, handlers: SocketHandlers) {
    this.socket = socket;
    let error: string | undefined;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => handlers.opened(now());
    socket.onmessage = (event) => {
      if (!event) return;
      const { data } = event;
      if (typeof data === 'string') handlers.text(data, event);
      else handlers.binary(data as ArrayBuffer, event);
    };
    socket.onerror = (event) => {
      error ??= event?.error;
    };
    // @types/k6 declares no argument; k6 passes one.
    socket.onclose = ((event: { code?: number }) => handlers.closed({ code: event.code, error })) as () => void;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  ping(answered: () => void): void {
    this.socket.onpong = answered;
    this.socket.ping();
  }

  close(): void {
    if (this.socket.readyState === OPEN) closeHard(this.socket);
  }
}
