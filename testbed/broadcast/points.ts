import type { Connection } from '../kernel/sockets/connection';

declare module '../kernel/switch/points' {
  interface HookPoints {
    /** A broadcast was accepted. Ends in its delivery to all who are in its channel then. */
    broadcast: Broadcast;
    /** One receiver's turn in a broadcast. Ends in its being sent. */
    delivery: Delivery;
  }
}

export interface Broadcast {
  readonly channel: string;
  /** The payload as it goes out, encoded once for all receivers. */
  readonly frame: Buffer;
}

export interface Delivery {
  readonly connection: Connection;
  readonly frame: Buffer;
}
