import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Those with WebSockets. */
export type SocketSystem = 'tasks' | 'broadcast' | 'pam';
export type SystemName = SocketSystem | 'graph' | 'agent';

/** One system of the testbed: its own paths on the common server. */
export interface System {
  readonly name: SystemName;
  /** Where it has WebSockets, for those who ask elsewhere. */
  readonly sockets: readonly string[];
  /** Takes the request if the path is one of its own; false leaves it to the others. */
  upgrade?(request: IncomingMessage, head: Buffer): boolean;
  /** Declares its HTTP routes. The instance is its own: hooks and parsers that are added to it are nobody else's. */
  register?(app: FastifyInstance): void;
}
