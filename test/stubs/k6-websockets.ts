// Stands for k6/websockets in Node by the client of `ws`, with the ways in which k6 differs: events bear a `timestamp` in milliseconds
// since the epoch and their `target`, `error` is a string, messages that come after `close()` are dropped, a socket whose peer went away is open until its
// close event, and a write after the Close frame closes the connection hard.
import type { IncomingMessage } from 'node:http';
import { WebSocket as Client } from 'ws';

const states = { connecting: 0, open: 1, closing: 2, closed: 3 } as const;
const epochMs = (): number => performance.timeOrigin + performance.now();

interface Event {
  readonly timestamp: number;
  readonly target: WebSocket;
}

interface Params {
  readonly headers?: Record<string, string>;
  readonly jar?: { cookies: string };
}
/** Of all sockets without one of their own. */
const vuJar = { cookies: '' };

export class WebSocket {
  onopen: ((event: Event) => void) | undefined;
  onmessage: ((event: Event & { data: string | ArrayBuffer | Blob }) => void) | undefined;
  onerror: ((event: Event & { error: string }) => void) | undefined;
  onclose: ((event: Event & { code?: number }) => void) | undefined;
  onpong: (() => void) | undefined;
  binaryType = 'blob';
  readyState: number = states.connecting;
  private readonly client: Client;

  constructor(url: string, protocols: string[] | null, { headers = {}, jar = vuJar }: Params = {}) {
    const cookies = jar.cookies === '' ? {} : { Cookie: jar.cookies };
    this.client = new Client(url, protocols ?? [], { perMessageDeflate: false, headers: { ...cookies, ...headers } });
    // k6 keeps the cookies of a refused handshake, too.
    const keep = ({ headers }: IncomingMessage) => {
      jar.cookies = headers['set-cookie']?.map((cookie) => cookie.replace(/;.*/, '')).join('; ') ?? jar.cookies;
    };
    this.client.on('upgrade', keep);
    this.client.on('unexpected-response', (_request, response) => {
      keep(response);
      this.onerror?.({ error: 'websocket: bad handshake', ...this.event() });
      this.client.terminate();
    });
    this.client.on('open', () => {
      this.readyState = states.open;
      this.onopen?.(this.event());
    });
    this.client.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.readyState !== states.open) return;
      this.onmessage?.({ data: isBinary ? this.binary(data) : data.toString(), ...this.event() });
    });
    this.client.on('pong', () => this.onpong?.());
    this.client.on('error', ({ message }) => this.onerror?.({ error: message, ...this.event() }));
    this.client.on('close', (code) => {
      this.readyState = states.closed;
      this.onclose?.({ ...(code !== 1006 && { code }), ...this.event() });
    });
  }

  get bufferedAmount(): number {
    return this.client.bufferedAmount;
  }

  send(data: string | ArrayBufferView): void {
    this.rejectUnlessOpen();
    if (typeof data === 'string') return this.client.send(data);
    // k6 asks the script's own function here, after its check of the state; see lib/websocket/close-hard.ts.
    ArrayBuffer.isView(data);
    if (this.client.readyState === Client.OPEN) this.client.send(data);
    else this.client.terminate();
  }

  ping(): void {
    this.rejectUnlessOpen();
    this.client.ping();
  }

  close(code?: number): void {
    if (this.readyState >= states.closing) return;
    this.readyState = states.closing;
    this.client.close(code);
  }

  private binary(data: Buffer): ArrayBuffer | Blob {
    const bytes = new Uint8Array(data);
    return this.binaryType === 'arraybuffer' ? bytes.buffer : new Blob([bytes]);
  }

  private event(): Event {
    return { timestamp: epochMs(), target: this };
  }

  private rejectUnlessOpen(): void {
    if (this.readyState !== states.open) throw new Error('InvalidStateError');
  }
}
