import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server of one test. */
export interface TestServer {
  /** For example `ws://127.0.0.1:12345`. */
  readonly url: string;
  /** TCP connections so far. */
  connections(): number;
  close(): void;
}

/** Counts connections: there must be none where a mistake is found before the load. */
export const startCounter = (): Promise<TestServer> => listen(createServer());

/** Opens every WebSocket and sends nothing after that, not even an answer to Close: k6 hangs on it for ever. */
export function startFrozenServer(): Promise<TestServer> {
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
    socket.on('error', () => {});
    socket.resume();
  });
  return listen(server);
}

async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const port = await firstFreePort(server);
  return {
    url: `ws://127.0.0.1:${port}`,
    connections: () => sockets.size,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Below the ports that the system gives to outgoing connections. */
async function firstFreePort(server: Server): Promise<number> {
  for (let port = 18_000; port < 18_100; port++) {
    const isOurs = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    server.removeAllListeners('error');
    if (isOurs) return (server.address() as AddressInfo).port;
  }
  throw new Error('No port from 18000 to 18099 is free.');
}
