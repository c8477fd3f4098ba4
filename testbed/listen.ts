import type { FastifyInstance } from 'fastify';

/** A burst of connections waits here instead of being refused. The kernel caps it at net.core.somaxconn. */
const backlog = 4096;

/** Below the range from which clients get their ports: there, the remains of a test's own connections can hold the port. */
const freePorts = { from: 20_000, to: 32_000 };
const attempts = 50;

/** Listens on the port, or on a free one if it is 0, and returns which. Throws with advice when the port is taken. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  if (port !== 0) {
    if (await tryPort(app, host, port)) return port;
    throw new Error(
      `port ${port} on ${host} is in use; stop what listens there (\`ss -ltnp sport = :${port}\` names it), ` +
        'or choose another port (0 finds a free one)',
    );
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const candidate = freePorts.from + Math.floor(Math.random() * (freePorts.to - freePorts.from));
    if (await tryPort(app, host, candidate)) return candidate;
  }
  throw new Error(
    `no free port on ${host}: ${attempts} from ${freePorts.from} to ${freePorts.to} are in use; name one`,
  );
}

async function tryPort(app: FastifyInstance, host: string, port: number): Promise<boolean> {
  try {
    await app.listen({ host, port, backlog });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
