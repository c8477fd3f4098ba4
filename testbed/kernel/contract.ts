import type { FastifyInstance } from 'fastify';
import type { Metric } from './metrics/metric';
import type { CommandOption, TestbedOptions } from './options';
import type { Connection } from './sockets/connection';
import type { SocketRoute } from './sockets/router';
import type { Traffic } from './sockets/traffic';
import type { Stats } from './stats';
import type { Defect, Surroundings } from './switch/defect';
import type { DefectHooks } from './switch/hooks';

/** What `testbed/<name>/system.ts` exports as `system`: all that there is to know of a system before a testbed starts. */
export interface System {
  /** That of its folder. */
  readonly name: string;
  readonly options?: readonly CommandOption[];
  /** When several are on, an earlier one stands around the later ones. */
  readonly defects?: readonly Defect[];
  readonly metrics?: readonly Metric[];
  /**
   * Called once for each testbed, with state of its own. A system that starts a server gives a promise, and one that runs only when it is
   * asked for gives undefined when it is not.
   */
  start(kernel: Kernel, options: TestbedOptions): RunningSystem | undefined | Promise<RunningSystem | undefined>;
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
