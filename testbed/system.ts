import type { IncomingMessage } from 'node:http';

/** One system of the testbed: its own paths on the common server. */
export interface System {
  readonly name: string;
  /** Takes the request if the path is one of its own; false leaves it to the others. */
  upgrade(request: IncomingMessage, head: Buffer): boolean;
}
