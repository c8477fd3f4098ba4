import type { VuFunction } from '../../load/load';
import { requireOneRunner } from '../../load/one-runner';
import type { SocketLoad } from '../../load/sockets';
import { knockedAtSocket } from '../dialect/knocked-at';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';

/** What VUs do on a channel. @throws Error, before any load, where several runners share it. */
export function onChannel(protocol: BroadcastProtocol, run: VuFunction<SocketLoad>): VuFunction<SocketLoad> {
  requireOneRunner('broadcasts');
  return knockedAtSocket(protocol, (speaker) => protocol.path(speaker.run, speaker), run);
}
