import { once } from 'node:events';
import type { Server } from 'node:net';
import type { WebSocketServer } from 'ws';
import { listen as listenAnywhere } from '../../testbed/kernel/listen';

/** Listens on a free port of loopback. @returns the port. */
export const listen = (server: Server): Promise<number> =>
  listenAnywhere({ listen: (options) => once(server.listen(options), 'listening') }, '127.0.0.1', 0);

/** A server of sockets that listens. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Listens; what it has to know to be stopped are its sockets. */
export async function serveSockets(http: Server, sockets: WebSocketServer): Promise<Served> {
  const port = await listen(http);
  return {
    url: `ws://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        http.close(() => resolve());
      }),
  };
}
