// Stands for k6/websockets in Node by the client of `ws`, with the three ways in which k6 differs: events bear a `timestamp` in
// milliseconds since the epoch, `error` is a string, and a write after the Close frame closes the connection hard.
import { WebSocket as Client } from 'ws';

const epochMs = (): number => performance.timeOrigin + performance.now();

export class WebSocket {
  onopen: ((event: { timestamp: number }) => void) | undefined;
  onmessage: ((event: { data: string | ArrayBuffer; timestamp: number }) => void) | undefined;
  onerror: ((event: { error: string; timestamp: number }) => void) | undefined;
  onclose: ((event: { code?: number; timestamp: number }) => void) | undefined;
  binaryType = 'blob';
  private readonly client: Client;

  constructor(url: string, protocols: string[] | null, _params: unknown) {
    this.client = new Client(url, protocols ?? [], { perMessageDeflate: false });
    this.client.on('open', () => this.onopen?.({ timestamp: epochMs() }));
    this.client.on('message', (data: Buffer, isBinary: boolean) =>
      this.onmessage?.({ data: isBinary ? new Uint8Array(data).buffer : data.toString(), timestamp: epochMs() }),
    );
    this.client.on('error', ({ message }) => this.onerror?.({ error: message, timestamp: epochMs() }));
    this.client.on('close', (code) => this.onclose?.({ ...(code !== 1006 && { code }), timestamp: epochMs() }));
  }

  get readyState(): number {
    return this.client.readyState;
  }

  get bufferedAmount(): number {
    return this.client.bufferedAmount;
  }

  send(data: string | ArrayBufferView): void {
    if (this.client.readyState !== Client.OPEN) throw new Error('InvalidStateError');
    if (typeof data === 'string') return this.client.send(data);
    // k6 asks the script's own function here, after its check of the state; see lib/websocket/close-hard.ts.
    ArrayBuffer.isView(data);
    if (this.client.readyState !== Client.OPEN) this.client.terminate();
    else this.client.send(data);
  }

  close(code?: number): void {
    this.client.close(code);
  }
}
