import { type DefectHooks, pass } from '../defects/hooks';
import type { Broadcast } from '../defects/points';
import type { Tally } from '../observe/tally';
import type { Connection } from '../sockets/connection';
import type { Channels } from './channels';
import { encodeTextFrame } from './frame';

/** A receiver that is this far behind is cut off, as it would otherwise take the memory of all. */
const maxBufferedBytes = 16 * 1024 * 1024;

export interface BroadcasterContext {
  readonly defects: DefectHooks;
  readonly tally: Tally;
  readonly channels: Channels;
}

/** Sends `payload` as it is to everybody in the channel, the sender among them. Returns how many that are. */
export type Broadcaster = (channel: string, payload: string) => number;

/** What is broadcast first goes out first, to each receiver. */
export function createBroadcaster({ defects, tally, channels }: BroadcasterContext): Broadcaster {
  function deliver(connection: Connection, frame: Buffer): void {
    if (connection.bufferedBytes > maxBufferedBytes) {
      tally.broadcast.cutOff++;
      connection.drop();
      return;
    }
    connection.sendEncoded(frame);
    tally.broadcast.deliveries++;
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
    tally.broadcast.accepted++;
    const receivers = channels.members(channel).size;
    pass(defects.hooks.broadcast, { channel, frame: encodeTextFrame(payload) }, fanOut);
    return receivers;
  };
}
