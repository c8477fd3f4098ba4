import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { createAgentSystem } from './agent/system';
import { createBroadcastSystem } from './broadcast/system';
import { registerControlRoutes } from './control';
import { createDefectSwitch, type DefectSwitch } from './defects/switch';
import { createGraphSystem } from './graph/system';
import { registerDoor } from './http/door';
import { registerHealthRoute } from './http/health';
import { listen, SideDoor } from './listen';
import { createMetrics } from './observe/metrics';
import { readStats, type Stats } from './observe/stats';
import { createTally } from './observe/tally';
import { createPamSystem } from './pam/system';
import { defaultJwtSecret } from './pam/token';
import { createShutdown } from './shutdown';
import { createPopulation } from './sockets/population';
import { trackTcpSockets } from './sockets/tcp-sockets';
import { writeRefusal } from './sockets/upgrade';
import type { System, SystemName } from './system';
import { createTaskSystem } from './tasks/system';
import { createThreads } from './threads';
import { createTimers } from './timers';

export interface TestbedOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 finds a free one between 20000 and 32000. @default 8000 */
  readonly port?: number;
  /**
   * A second port for the same server, where clients of the agent API look for it; 0 finds a free one.
   * @default 8002 where no `port` is given, otherwise none
   */
  readonly agentPort?: number;
  /** What a task takes; its outputs are spread evenly over it. 0 is full speed. @default 300 */
  readonly taskMs?: number;
  /** What PAM's assistant thinks before each answer. @default 50 */
  readonly pamMs?: number;
  /** What the tokens of PAM's users are signed with. @default 'testbed-secret' */
  readonly jwtSecret?: string;
  /** So many requests to the graph API may be in work; those above are answered 503. @default 256 */
  readonly graphLimit?: number;
  /** Defects that are on from the start, each `name` or `name=value`. @default [] */
  readonly defects?: readonly string[];
}

export interface Testbed {
  /** `ws://host:port`, without a path. */
  readonly url: string;
  readonly httpUrl: string;
  readonly metricsUrl: string;
  /** `http://host:port` of the second port, where there is one. */
  readonly agentUrl: string | undefined;
  readonly port: number;
  readonly systems: readonly SystemName[];
  readonly defects: DefectSwitch;
  stats(): Stats;
  /** Resolves within 2 s whatever the clients do. Open sockets are told (code 1001) before they are cut. Calling it again does no harm. */
  close(): Promise<void>;
}

/** Starts all systems of the testbed. Throws a `DefectError` for a defect that there is not, an `Error` if the port is in use. */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { host = '127.0.0.1', taskMs = 300, pamMs = 50, jwtSecret = defaultJwtSecret, graphLimit = 256 } = options;
  const tally = createTally();
  const population = createPopulation();
  const timers = createTimers();
  const threads = createThreads();
  const defects = createDefectSwitch(options.defects ?? [], { population, timers, threads });
  const context = { defects, population, tally };
  // The first one that wants a path has it, so one that has a few paths stands before one that has many.
  const systems: readonly System[] = [
    createBroadcastSystem(context),
    createGraphSystem({ ...context, maxInWork: graphLimit }),
    createAgentSystem({ ...context, threads }),
    createPamSystem({ ...context, timers, pamMs, jwtSecret }),
    createTaskSystem({ ...context, taskMs }),
  ];
  const names = systems.map(({ name }) => name);
  const stats = () => readStats(tally, population);

  // A body is taken as it is: `"defects": "a"` is a mistake, not a list of one.
  const app = fastify({ forceCloseConnections: true, ajv: { customOptions: { coerceTypes: false } } });
  app.setNotFoundHandler(({ method, raw }, reply) =>
    reply.code(404).send({ message: `no ${method} at ${pathOf(raw)}` }),
  );
  registerControlRoutes(app, { defects, stats, metrics: createMetrics(stats) });
  registerSystems(app, systems, defects);
  const tcpSockets = trackTcpSockets(app.server);
  app.server.on('upgrade', (request: IncomingMessage, _socket, head: Buffer) => {
    if (systems.some((system) => system.upgrade?.(request, head))) return;
    tally.connections.refused++;
    const paths = systems.flatMap(({ sockets }) => sockets).join(', ');
    writeRefusal(request.socket, 404, `no WebSocket at ${pathOf(request)}; there are WebSockets at ${paths}`);
  });

  const sideDoor = new SideDoor(app.server);
  const close = createShutdown({ app, population, timers, threads, sideDoor, tcpSockets });
  const port = await listen(app, host, options.port ?? 8000);
  const agentPort = options.agentPort ?? (options.port === undefined ? 8002 : undefined);
  const agentUrl = agentPort === undefined ? undefined : await openSideDoor(sideDoor, host, agentPort, close);
  const httpUrl = `http://${host}:${port}`;
  const metricsUrl = `${httpUrl}/metrics`;
  return { url: `ws://${host}:${port}`, httpUrl, metricsUrl, agentUrl, port, systems: names, defects, stats, close };
}

async function openSideDoor(door: SideDoor, host: string, port: number, close: () => Promise<void>): Promise<string> {
  try {
    return `http://${host}:${await listen(door, host, port)}`;
  } catch (error) {
    await close();
    throw error;
  }
}

function registerSystems(app: FastifyInstance, systems: readonly System[], defects: DefectSwitch): void {
  app.register(async (behindDoor) => {
    registerDoor(behindDoor, defects);
    registerHealthRoute(behindDoor, { systems: systems.map(({ name }) => name), defects });
    for (const system of systems) behindDoor.register(async (own) => system.register?.(own));
  });
}

/** Without the query, where a client may have put its token. */
function pathOf({ url = '' }: { url?: string | undefined }): string {
  return url.split('?', 1)[0] ?? '';
}
