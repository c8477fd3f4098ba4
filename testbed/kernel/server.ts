import fastify, { type FastifyInstance } from 'fastify';
import type { Kernel, RunningSystem, System } from './contract';
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
  /** Variables by which scenarios reach what has an address of its own, such as a database. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the running systems, in alphabetical order. */
  readonly systems: readonly string[];
  readonly defects: DefectSwitch;
  /** Call it after a change of the defects: resolves when the databases are as these say. The control routes do it by themselves. */
  adapt(): Promise<void>;
  stats(): Stats;
  /** Resolves within 2 s whatever the clients do. Open sockets are told (code 1001) before they are cut. Calling it again does no harm. */
  close(): Promise<void>;
}

/** Starts all systems of the testbed. Throws a `DefectError` for an unknown defect, an `Error` if the port is in use. */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { host = '127.0.0.1' } = options;
  const all = await findSystems(options.systemFolders);
  const systems = all.filter(({ onlyWith }) => onlyWith === undefined || options[onlyWith]);
  const connections = new Set<Connection>();
  const [traffic, timers, threads] = [createTraffic(), createTimers(), createThreads()];
  const surroundings = { connections, timers, threads };
  const defects = createDefectSwitch(createCatalogue(systems), options.defects ?? [], surroundings);
  const kernel: Kernel = { ...surroundings, defects, traffic };
  const running = await startAll(systems, kernel, options);
  const names = systems.map(({ name }) => name);
  const adapt = async () => void (await Promise.all(running.map((system) => system.adapt?.(defects.choices()))));
  const stats = () => readStats(kernel, running);

  const app = createApp();
  const metrics = createRegistry([...kernelMetrics, ...systems.flatMap((system) => system.metrics ?? [])], stats);
  registerControlRoutes(app, { defects, adapt, stats, metrics });
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
  await orClose(adapt(), close);
  const port = await orClose(listen(app, host, options.port ?? 8000), close);
  const agentPort = options.agentPort ?? (options.port === undefined ? 8002 : undefined);
  const agentUrl =
    agentPort === undefined ? undefined : `http://${host}:${await orClose(listen(sideDoor, host, agentPort), close)}`;
  const httpUrl = `http://${host}:${port}`;
  const metricsUrl = `${httpUrl}/metrics`;
  const settings = Object.assign({}, ...running.map((system) => system.settings));
  const urls = { url: `ws://${host}:${port}`, httpUrl, metricsUrl, agentUrl, port };
  return { ...urls, settings, systems: names, defects, adapt, stats, close };
}

function createApp(): FastifyInstance {
  // A body is taken as it is: `"defects": "a"` is a mistake, not a list of one.
  const app = fastify({ forceCloseConnections: true, ajv: { customOptions: { coerceTypes: false } } });
  app.setNotFoundHandler(({ method, raw }, reply) =>
    reply.code(404).send({ message: `no ${method} at ${pathOf(raw)}` }),
  );
  return app;
}

/** When one does not start, the others are stopped: a database would outlive this process's interest in it. */
async function startAll(systems: readonly System[], kernel: Kernel, options: TestbedOptions): Promise<RunningSystem[]> {
  const started = await Promise.allSettled(systems.map(async (system) => await system.start(kernel, options)));
  const failed = started.find((each) => each.status === 'rejected');
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (failed === undefined) return running;
  await Promise.all(running.map((system) => system.stop?.()));
  throw failed.reason;
}

async function orClose<Result>(work: Promise<Result>, close: () => Promise<void>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    await close();
    throw error;
  }
}
