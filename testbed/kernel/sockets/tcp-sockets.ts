import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows every TCP connection of a server, whatever became of it: idle HTTP, an upgrade that was never answered, a WebSocket.
 * Node's own `closeAllConnections` forgets a connection at its upgrade.
 */
export function trackTcpSockets(server: Server): { destroyAll(): void } {
  const sockets = new Set<Socket>();
  let closed = false;

  function forget(this: Socket): void {
    sockets.delete(this);
  }

  server.on('connection', (socket: Socket) => {
    if (closed) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', forget);
    // Between the upgrade and the handshake nobody else listens, and a reset by the client would end the process.
    socket.on('error', ignore);
  });

  return {
    /** Cuts all of them, and every later one. */
    destroyAll() {
      closed = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

function ignore(): void {}
