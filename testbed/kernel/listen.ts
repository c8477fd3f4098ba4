import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';

/** A burst of connections waits here instead of being refused. The kernel caps it at net.core.somaxconn. */
const backlog = 4096;

/** Below the range from which clients get their ports: there, the remains of a test's own connections can hold the port. */
const freePorts = { from: 20_000, to: 32_000 };
const attempts = 50;

/** What listens: rejects with EADDRINUSE when the port is taken. */
export interface Listener {
  listen(options: { host: string; port: number; backlog: number }): Promise<unknown>;
}

/** Listens on the port, or on a free one if it is 0, and returns which. Throws with advice when the port is taken. */
export async function listen(listener: Listener, host: string, port: number): Promise<number> {
  if (port !== 0) {
    if (await tryPort(listener, host, port)) return port;
    throw new Error(
      `port ${port} on ${host} is in use; stop what listens there (\`ss -ltnp sport = :${port}\` names it), ` +
        'or choose another port (0 finds a free one)',
    );
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const candidate = freePorts.from + Math.floor(Math.random() * (freePorts.to - freePorts.from));
    if (await tryPort(listener, host, candidate)) return candidate;
  }
  throw new Error(
    `no free port on ${host}: ${attempts} from ${freePorts.from} to ${freePorts.to} are in use; name one`,
  );
}

/** A second way into a server: what connects here is handed over to it, so that it is the same one in every respect. */
export class SideDoor implements Listener {
  readonly #door: Server;

  constructor(server: HttpServer) {
    // As node:http makes its own sockets.
    this.#door = createServer(
      { allowHalfOpen: true, noDelay: true },
      (socket) => void server.emit('connection', socket),
    );
  }

  async listen(options: { host: string; port: number; backlog: number }): Promise<void> {
    this.#door.listen(options);
    await once(this.#door, 'listening');
  }

  /** Accepts no more connections. Connections that were handed over are the server's. */
  close(): void {
    this.#door.close();
  }
}

async function tryPort(listener: Listener, host: string, port: number): Promise<boolean> {
  try {
    await listener.listen({ host, port, backlog });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
