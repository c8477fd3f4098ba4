import type { Connection } from '../kernel/sockets/connection';
import { type DefectHooks, pass } from '../kernel/switch/hooks';
import type { Channels } from './channels';
import type { BroadcastCounts } from './counts';
import { encodeTextFrame } from './frame';
import type { Broadcast } from './points';

/** A receiver that is this far behind is cut off, as it would otherwise take the memory of all. */
const maxBufferedBytes = 16 * 1024 * 1024;

export interface BroadcasterContext {
  readonly defects: DefectHooks;
  readonly counts: BroadcastCounts;
  readonly channels: Channels;
}

/** Sends `payload` as it is to all connections in the channel, the sender among them. Returns how many there are. */
export type Broadcaster = (channel: string, payload: string) => number;

/** What is broadcast first goes out first, to each receiver. */
export function createBroadcaster({ defects, counts, channels }: BroadcasterContext): Broadcaster {
  function deliver(connection: Connection, frame: Buffer): void {
    if (connection.bufferedBytes > maxBufferedBytes) {
      counts.cutOff++;
      connection.drop();
      return;
    }
    connection.sendEncoded(frame);
    counts.deliveries++;
  }

  function fanOut({ channel, frame }: Broadcast): void {
    const hook = defects.hooks.delivery;
    // The busiest place of the system: no object is made for a hook that is not there.
    if (hook === undefined) for (const connection of channels.members(channel)) deliver(connection, frame);
    else
      for (const connection of channels.members(channel))
        hook({ connection, frame }, (delivery) => deliver(delivery.connection, delivery.frame));
  }

  return (channel, payload) => {
    counts.accepted++;
    const receivers = channels.members(channel).size;
    pass(defects.hooks.broadcast, { channel, frame: encodeTextFrame(payload) }, fanOut);
    return receivers;
  };
}
