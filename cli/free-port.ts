import { createServer } from 'node:net';

/** Ports from 32768 up are those that Linux gives to outgoing connections: a listener there may find its port taken by a socket of the load. */
const lowest = 20_000;
const highest = 32_767;
const attempts = 50;

/** A port of the loopback interface on which nobody listens now. @throws Error when none of the tries is free. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${lowest} and ${highest} in ${attempts} tries: stop what holds them.`);
}

/** Whether somebody could listen on this port of the loopback interface now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
