import type { MarkerOwner } from '../../isolation/marker';
import type { RunData } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import type { Endpoint } from '../session/open-session';

/** What is broadcast in a run. */
export interface BroadcastPlan {
  readonly protocol: BroadcastProtocol;
  readonly channel: string;
  /** Of the markers of all broadcasts. */
  readonly owner: MarkerOwner;
  /** Broadcasts in all. */
  readonly count: number;
  readonly perSecond: number;
}

/** Receivers do not know the number of the broadcaster's VU, so its markers do not have it. */
const broadcasterVu = 0;

/** The broadcaster is one more user, after the receivers. */
const broadcasterOf = (run: string, users: number): MarkerOwner => ({ run, vu: broadcasterVu, user: users, task: 0 });

/** The run's id is the channel, so that runs at the same time do not hear each other. */
export const planOf = (
  protocol: BroadcastProtocol,
  { users }: Pick<SocketLoad, 'users'>,
  { run }: RunData,
  amount: Pick<BroadcastPlan, 'count' | 'perSecond'>,
): BroadcastPlan => ({ protocol, channel: run, owner: broadcasterOf(run, users), ...amount });

/** Where a client hears the channel. */
export const channelOf = ({ protocol, channel }: BroadcastPlan): Endpoint => ({
  name: protocol.name,
  path: protocol.path(channel),
  subprotocols: protocol.subprotocols,
});
