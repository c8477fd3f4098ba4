import fastify, { type FastifyInstance } from 'fastify';
import type { Kernel } from './contract';
import { findSystems } from './find-systems';
import { registerControlRoutes } from './http/control';
import { registerDoor } from './http/door';
import { registerHealthRoute } from './http/health';
import { listen, SideDoor } from './listen';
import { kernelMetrics } from './metrics/own';
import { createRegistry } from './metrics/registry';
import type { TestbedOptions } from './options';
import { createShutdown } from './shutdown';
import type { Connection } from './sockets/connection';
import { createRouter, pathOf } from './sockets/router';
import { trackTcpSockets } from './sockets/tcp-sockets';
import { createTraffic } from './sockets/traffic';
import { refuseUpgrade } from './sockets/upgrade';
import { readStats, type Stats } from './stats';
import { createCatalogue } from './switch/catalogue';
import { createDefectSwitch, type DefectSwitch } from './switch/switch';
import { createThreads } from './threads';
import { createTimers } from './timers';

export interface Testbed {
  /** `ws://host:port`, without a path. */
  readonly url: string;
  readonly httpUrl: string;
  readonly metricsUrl: string;
  /** `http://host:port` of the second port, where there is one. */
  readonly agentUrl: string | undefined;
  readonly port: number;
  /** Names, in alphabetical order. */
  readonly systems: readonly string[];
  readonly defects: DefectSwitch;
  stats(): Stats;
  /** Resolves within 2 s whatever the clients do. Open sockets are told (code 1001) before they are cut. Calling it again does no harm. */
  close(): Promise<void>;
}

/** Starts all systems of the testbed. Throws a `DefectError` for an unknown defect, an `Error` if the port is in use. */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { host = '127.0.0.1' } = options;
  const systems = await findSystems(options.systemFolders);
  const connections = new Set<Connection>();
  const [traffic, timers, threads] = [createTraffic(), createTimers(), createThreads()];
  const surroundings = { connections, timers, threads };
  const defects = createDefectSwitch(createCatalogue(systems), options.defects ?? [], surroundings);
  const kernel: Kernel = { ...surroundings, defects, traffic };
  const running = systems.map((system) => system.start(kernel, options));
  const stats = () => readStats(kernel, running);
  const names = systems.map(({ name }) => name);

  const app = createApp();
  const metrics = createRegistry([...kernelMetrics, ...systems.flatMap((system) => system.metrics ?? [])], stats);
  registerControlRoutes(app, { defects, stats, metrics });
  app.register(async (behindDoor) => {
    registerDoor(behindDoor, defects);
    registerHealthRoute(behindDoor, { systems: names, defects });
    for (const system of running) behindDoor.register(async (own) => system.register?.(own));
  });
  const tcpSockets = trackTcpSockets(app.server);
  const router = createRouter(running.flatMap(({ sockets = [] }) => sockets));
  app.server.on('upgrade', (request, _socket, head: Buffer) => {
    if (router.route(request, head)) return;
    const places = `there are WebSockets at ${router.paths.join(', ')}`;
    refuseUpgrade(traffic, request.socket, 404, `no WebSocket at ${pathOf(request)}; ${places}`);
  });

  const sideDoor = new SideDoor(app.server);
  const close = createShutdown({ app, connections, timers, threads, sideDoor, tcpSockets, systems: running });
  const port = await listen(app, host, options.port ?? 8000);
  const agentPort = options.agentPort ?? (options.port === undefined ? 8002 : undefined);
  const agentUrl = agentPort === undefined ? undefined : await openSideDoor(sideDoor, host, agentPort, close);
  const httpUrl = `http://${host}:${port}`;
  const metricsUrl = `${httpUrl}/metrics`;
  return { url: `ws://${host}:${port}`, httpUrl, metricsUrl, agentUrl, port, systems: names, defects, stats, close };
}

function createApp(): FastifyInstance {
  // A body is taken as it is: `"defects": "a"` is a mistake, not a list of one.
  const app = fastify({ forceCloseConnections: true, ajv: { customOptions: { coerceTypes: false } } });
  app.setNotFoundHandler(({ method, raw }, reply) =>
    reply.code(404).send({ message: `no ${method} at ${pathOf(raw)}` }),
  );
  return app;
}

async function openSideDoor(door: SideDoor, host: string, port: number, close: () => Promise<void>): Promise<string> {
  try {
    return `http://${host}:${await listen(door, host, port)}`;
  } catch (error) {
    await close();
    throw error;
  }
}
