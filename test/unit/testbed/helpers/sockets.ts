import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

/** A TCP connection that asks for nothing. */
export async function rawIdle(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.resume();
  return socket;
}

/** Asks for a WebSocket and then never answers anything. */
export async function rawUpgrade(port: number, path = '/ws/raw'): Promise<Socket> {
  const socket = await rawIdle(port);
  socket.write(
    `GET ${path} HTTP/1.1\r\n` +
      'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  return socket;
}

export interface Reply {
  /** 101 when the upgrade was granted. */
  readonly status: number;
  /** Of a refusal; empty when the upgrade was granted. */
  readonly headers: Headers;
  readonly body: string;
}

/** Asks for an upgrade and returns the answer. Gone at the latest when the test is over. */
export async function knock(
  url: string,
  path = '/ws/a',
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const webSocket = new WebSocket(`${url}${path}`, { headers });
  onTestFinished(() => webSocket.terminate());
  webSocket.on('error', () => {});
  const granted = once(webSocket, 'open').then(() => ({ status: 101, headers: new Headers(), body: '' }));
  const refused = once(webSocket, 'unexpected-response').then(async ([, answer]) => {
    const chunks: Buffer[] = await answer.toArray();
    return {
      status: Number(answer.statusCode),
      headers: new Headers(answer.headers),
      body: Buffer.concat(chunks).toString(),
    };
  });
  return Promise.race([granted, refused]);
}
