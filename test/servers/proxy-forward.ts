import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen } from './listen';

export interface Proxy {
  /** For example `127.0.0.1:20001`. */
  readonly host: string;
  /** Hosts that clients wanted to reach through it. */
  readonly asked: ReadonlySet<string>;
  stop(): void;
}

/** A proxy that brings everybody to one port of this machine, whatever host they ask for. */
export async function startProxy(toPort: number): Promise<Proxy> {
  const asked = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(502).end());
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client, head) => {
    asked.add(request.url ?? '');
    const target = connect(toPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) target.write(head);
      client.pipe(target).pipe(client);
    });
    sockets.add(target);
    for (const socket of [client, target]) socket.on('error', () => {});
  });
  const host = `127.0.0.1:${await listen(server)}`;
  return {
    host,
    asked,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
