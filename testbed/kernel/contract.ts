import type { FastifyInstance } from 'fastify';
import type { Metric } from './metrics/metric';
import type { CommandOption, TestbedOptions } from './options';
import type { Connection } from './sockets/connection';
import type { SocketRoute } from './sockets/router';
import type { Traffic } from './sockets/traffic';
import type { Stats } from './stats';
import type { Defect, Surroundings } from './switch/defect';
import type { DefectHooks } from './switch/hooks';
import type { Choice } from './switch/parse';

/** What `testbed/<name>/system.ts` exports as `system`: all that there is to know of a system before a testbed starts. */
export interface System {
  /** That of its folder. */
  readonly name: string;
  readonly options?: readonly CommandOption[];
  /** When several are on, an earlier one stands around the later ones. */
  readonly defects?: readonly Defect[];
  readonly metrics?: readonly Metric[];
  /** It runs only where this option is given. Without it, there are neither its routes nor its defects. */
  readonly onlyWith?: keyof TestbedOptions;
  /** Called once for each testbed, with state of its own. A system that starts a server gives a promise. */
  start(kernel: Kernel, options: TestbedOptions): RunningSystem | Promise<RunningSystem>;
}

/** A system in one testbed. */
export interface RunningSystem {
  readonly sockets?: readonly SocketRoute[];
  /** Declares its HTTP routes. The instance is its own: hooks and parsers that are added to it are not seen by other systems. */
  register?(app: FastifyInstance): void;
  /** Its part of the testbed's figures at this moment. The kernel copies it. */
  stats?(): Partial<Stats>;
  /** Variables by which scenarios reach it: `{ DATABASE_URL: 'postgres://…' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Brings its servers into the state that these defects ask for. Called after each change; who made the change waits for it. */
  adapt?(active: readonly Choice[]): Promise<void>;
  /** Ends what still runs when all sockets are closed. */
  stop?(): void | Promise<void>;
}

/** What the kernel gives to each system. */
export interface Kernel extends Surroundings {
  readonly defects: DefectHooks;
  /** The open WebSockets of all systems, after the handshake and before the close. */
  readonly connections: Set<Connection>;
  readonly traffic: Traffic;
}
