import { randomBytes } from 'node:crypto';
import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { connect, isIP } from 'node:net';
import type { Knock } from '../../lib/load/load';
import { codeOf } from '../error-code';

/** What came of a knock. */
export type Response =
  | { readonly kind: 'answer'; readonly status: number }
  /** Something listens, and nothing more was asked. */
  | { readonly kind: 'listens' }
  /** @property code of the system or of Node, such as `ECONNREFUSED`. */
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'silent' };

export interface KnockRequest {
  /** TARGET_URL: with http or ws, for either kind of knock. */
  readonly target: URL;
  /** One of the addresses of its host. */
  readonly address: string;
  /** Absent: only whether something listens. */
  readonly knock: Knock | null;
  readonly timeoutMs: number;
}

/** How long a server may take to answer a Close frame. */
const closingMs = 500;

/** Knocks once. Never rejects. A certificate is not looked at: what k6 thinks of it is a finding of the run. */
export function knockAt({ target, address, knock, timeoutMs }: KnockRequest): Promise<Response> {
  return new Promise((resolve) => {
    const isSecure = /^(?:https|wss):$/.test(target.protocol);
    const port = Number(target.port) || (isSecure ? 443 : 80);
    const failed = (error: unknown) => resolve({ kind: 'error', code: String(codeOf(error) ?? '') });
    const timer = setTimeout(() => {
      resolve({ kind: 'silent' });
      end();
    }, timeoutMs);
    const answered = (response: Response) => {
      clearTimeout(timer);
      resolve(response);
      end();
    };
    const end = knock ? ask() : touch();

    function touch(): () => void {
      const socket = connect({ host: address, port }, () => answered({ kind: 'listens' }));
      socket.on('error', (error) => {
        clearTimeout(timer);
        failed(error);
      });
      return () => socket.destroy();
    }

    function ask(): () => void {
      const asked = isSecure ? requestHttps : requestHttp;
      const request = asked({
        ...optionsOf(target, knock),
        host: address,
        port,
        // Of its own: Node's may go through a proxy.
        agent: isSecure ? new HttpsAgent() : new HttpAgent(),
        ...(isSecure && { servername: isIP(target.hostname) ? '' : target.hostname, rejectUnauthorized: false }),
      });
      request.on('error', (error) => {
        clearTimeout(timer);
        failed(error);
      });
      request.on('response', ({ statusCode = 0 }: IncomingMessage) => answered({ kind: 'answer', status: statusCode }));
      request.on('upgrade', (_response, socket) => {
        socket.on('error', () => {});
        socket.resume();
        // So that no server reports a client that vanished: a Close frame with the status 1000, masked with zeros, and time to answer it.
        socket.end(Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8]));
        setTimeout(() => socket.destroy(), closingMs).unref();
        clearTimeout(timer);
        resolve({ kind: 'answer', status: 101 });
      });
      request.end();
      return () => request.destroy();
    }
  });
}

/** TARGET_URL may itself have a path. */
export const pathOf = ({ pathname }: URL, knock: Knock | null): string =>
  pathname.replace(/\/+$/, '') + (knock?.path ?? '');

function optionsOf(target: URL, knock: Knock | null): RequestOptions {
  const path = pathOf(target, knock);
  const headers = { Host: target.host };
  if (knock?.kind !== 'socket') return { method: 'GET', path, headers };
  const { subprotocols, headers: own } = knock;
  return {
    method: 'GET',
    path,
    headers: {
      ...own,
      ...headers,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...(subprotocols.length > 0 && { 'Sec-WebSocket-Protocol': subprotocols.join(', ') }),
    },
  };
}
