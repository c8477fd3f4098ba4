import type { FastifyInstance } from 'fastify';
import type { RunningSystem } from './contract';
import type { Connection } from './sockets/connection';
import type { Threads } from './threads';
import type { Timers } from './timers';

/** What clients have to answer the Close frame before their connections are cut. */
const graceMs = 300;

export interface ShutdownContext {
  readonly app: FastifyInstance;
  readonly connections: ReadonlySet<Connection>;
  readonly timers: Timers;
  readonly threads: Pick<Threads, 'stop'>;
  readonly sideDoor: { close(): void };
  readonly tcpSockets: { destroyAll(): void };
  readonly systems: readonly Pick<RunningSystem, 'stop'>[];
}

/** Returns what stops the testbed; the second call waits for the first. */
export function createShutdown(context: ShutdownContext): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stop(context);
    return stopped;
  };
}

async function stop(context: ShutdownContext): Promise<void> {
  const { app, connections, timers, threads, sideDoor, tcpSockets, systems } = context;
  // First, or a freeze that is about to begin would hold up the stop.
  timers.stop();
  sideDoor.close();
  await sayGoodbye([...connections]);
  tcpSockets.destroyAll();
  await app.close();
  await threads.stop();
  await Promise.all(systems.map((system) => system.stop?.()));
}

function sayGoodbye(connections: readonly Connection[]): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, graceMs);
    const allClosed = connections.map(({ webSocket }) => new Promise((closed) => webSocket.once('close', closed)));
    for (const { webSocket } of connections) webSocket.close(1001, 'the testbed stops');
    void Promise.all(allClosed).then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
