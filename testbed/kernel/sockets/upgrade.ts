import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Address } from './connection';
import type { Traffic } from './traffic';

/** A client's request for a WebSocket, before it is answered. */
export interface Upgrade extends Address {
  readonly request: IncomingMessage;
  readonly tcp: Socket;
  /** Bytes that came with the request's end. */
  readonly head: Buffer;
  /** Answers with an HTTP status instead of a handshake, counted as refused. */
  refuse(status: number, reason: string, headers?: Readonly<Record<string, string>>): void;
}

/** Counts the refusal, writes a whole HTTP response with a JSON body `{ "message": reason }` to the socket, and ends it. */
export function refuseUpgrade(
  { connections }: Traffic,
  tcp: Socket,
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  connections.refused++;
  const body = JSON.stringify({ message: reason });
  const lines = Object.entries({
    Connection: 'close',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  tcp.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  tcp.once('finish', () => tcp.destroy());
}
