import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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
