import { createServer } from 'node:net';

/** Linux gives outgoing connections ports from 32768 up: a socket of the load could take the port of a listener there. */
const lowest = 20_000;
const highest = 32_767;
const attempts = 50;

/** A free port of the loopback interface, at random: two loadmarks that start together must not choose the same one. @throws Error when 50 tries find none. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(
    `No free port between ${lowest} and ${highest} in ${attempts} tries: stop the programs that listen there.`,
  );
}

/** Whether this port of the loopback interface is free now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
