import http, { type CookieJar } from 'k6/http';
import { WebSocket } from 'k6/websockets';
import { closeHard } from './close-hard';
import type { Connection, Engine, SocketHandlers } from './engine';

/** k6's core module `k6/websockets`. */
export const k6Engine: Engine = {
  // k6's own jar is the VU's: without another, the cookies of one user go to the next.
  connect({ url, subprotocols, headers, name, jar = new http.CookieJar() }, handlers) {
    // The type says that k6 ignores subprotocols; k6 v2 sends them.
    const protocols = subprotocols && subprotocols.length > 0 ? (subprotocols as unknown as null) : null;
    const params = headers ? { headers: { ...headers }, tags: { name }, jar } : paramsOf(name, jar);
    return new K6Connection(new WebSocket(url, protocols, params), handlers);
  },
};

/** One object for all sockets of one name, which k6 reads once: in k6 an object takes 0.5 KB, and more time than a call. */
function paramsOf(name: string, jar: CookieJar): Params {
  known[name] ??= { tags: { name }, jar };
  known[name].jar = jar;
  return known[name];
}

interface Params {
  readonly tags: { readonly name: string };
  jar: CookieJar;
}
const known: Record<string, Params> = {};

/** `WebSocket.OPEN` is declared by @types/k6 but is undefined in k6. */
const OPEN = 1;

/** A socket with a reference to its connection. */
interface OwnedSocket extends WebSocket {
  owner: K6Connection;
}

/** What k6 passes to the handlers below; @types/k6 declares no argument for some of them. */
interface SocketEvent {
  readonly target: OwnedSocket;
  readonly error?: string;
  readonly code?: number;
  readonly reason?: string;
}

class K6Connection implements Connection {
  readonly handlers: SocketHandlers;
  error: string | undefined;
  private readonly socket: OwnedSocket;

  constructor(socket: WebSocket, handlers: SocketHandlers) {
    this.handlers = handlers;
    this.socket = socket as OwnedSocket;
    this.socket.owner = this;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event) => {
      if (!event) return;
      const { data } = event;
      if (typeof data === 'string') handlers.text(data, event);
      else handlers.binary(data as ArrayBuffer, event);
    };
    socket.onopen = opened as () => void;
    socket.onerror = failed as () => void;
    socket.onclose = closed as () => void;
  }

  send(data: string | ArrayBuffer): boolean {
    try {
      this.socket.send(data);
      return true;
    } catch (error) {
      return this.unlessOpen(error);
    }
  }

  bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  ping(answered: () => void): void {
    this.socket.onpong = answered;
    try {
      this.socket.ping();
    } catch (error) {
      this.unlessOpen(error);
    }
  }

  close(): void {
    if (this.socket.readyState === OPEN) closeHard(this.socket);
  }

  /** k6 throws where the peer has closed the socket, also before it tells so. Asking before each call would cost each of them time. */
  private unlessOpen(error: unknown): false {
    if (this.socket.readyState === OPEN) throw error;
    return false;
  }
}

// One function for all sockets of a VU: in k6 a function costs 0.7 KB, which only the handler of messages is worth.

const opened = ({ target }: SocketEvent): void => target.owner.handlers.opened();

function failed({ target, error }: SocketEvent): void {
  target.owner.error ??= error;
}

function closed({ target: { owner }, code, reason }: SocketEvent): void {
  owner.handlers.closed({ code, reason, error: owner.error });
}
