import { createServer, type Socket } from 'node:net';
import { listen } from './listen';

/** Takes every connection and never answers: a database behind a firewall that drops packets. */
export async function startSilentOutput(): Promise<{ readonly host: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.resume();
  });
  const host = `127.0.0.1:${await listen(server)}`;
  return {
    host,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
