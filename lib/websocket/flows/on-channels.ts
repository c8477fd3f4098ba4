import type { VuFunction } from '../../load/load';
import { requireOneRunner } from '../../load/one-runner';
import type { SocketLoad } from '../../load/sockets';
import { knockedAtSocket } from '../dialect/knocked-at';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { areApart } from './broadcast-plan';

/** How broadcasts are shared out and awaited. */
export interface BroadcastOptions {
  /** Channels among which the users are shared out, one after the other, each with a broadcaster of its own. Default 1. */
  readonly channels?: number;
  /**
   * How long a client waits for a broadcast, in milliseconds: one that has not come by then is lost, and a client that comes back and hears
   * nothing live has not recovered. Default 2000, of clients that come back 5000.
   */
  readonly patienceMs?: number;
}

/**
 * What VUs do on one channel or several.
 * @throws Error, before any load, where several runners share them, or where several channels are asked for and the protocol has one.
 */
export function onChannels(
  protocol: BroadcastProtocol,
  { channels = 1 }: BroadcastOptions,
  run: VuFunction<SocketLoad>,
): VuFunction<SocketLoad> {
  requireOneRunner('broadcasts');
  if (channels > 1 && !areApart(protocol))
    throw new Error(
      `${channels} channels were asked for, but the path of the protocol "${protocol.name}" is the same for all. Let it name the channel, or set channelsBy to 'dialect' where clients name theirs when they enter.`,
    );
  return knockedAtSocket(protocol, (speaker) => protocol.path(speaker.run, { ...speaker, room: speaker.run }), run);
}
