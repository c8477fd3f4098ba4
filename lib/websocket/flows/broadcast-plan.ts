import type { CookieJar } from 'k6/http';
import type { MarkerOwner } from '../../isolation/marker';
import type { RunData } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { endpointOf } from '../dialect/endpoint-of';
import { type Speaker, speakerOf } from '../dialect/speaker';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import type { Endpoint } from '../session/open-session';

/** What is broadcast in one channel. */
export interface BroadcastPlan {
  readonly protocol: BroadcastProtocol;
  readonly channel: string;
  /** Of the markers of all broadcasts. */
  readonly owner: MarkerOwner;
  /** Broadcasts in all. */
  readonly count: number;
  readonly perSecond: number;
  /** How long a client waits for a broadcast: one that has not come by then is lost, in milliseconds. */
  readonly patienceMs: number;
  /** The document's own channel: its figures are taken. The second one is there so that a leak has where to go. */
  readonly isMain: boolean;
  /** The run has another channel, from which a marker could come. */
  readonly hasStrangers: boolean;
}

/** Receivers do not know the number of the broadcaster's VU, so its markers do not have it. */
const broadcasterVu = 0;

/** Clients of the second channel: after the receivers and their broadcaster come its own, and those who listen. */
export const listeners = 2;

/** The broadcaster is one more user, after the receivers. */
const broadcaster = (run: string, user: number): MarkerOwner => ({ run, vu: broadcasterVu, user, task: 0 });

/** A client of a channel as a receiver of markers; it has none of its own. */
export const receiverOf = ({ owner }: BroadcastPlan, user: number): MarkerOwner => ({ ...owner, user });

/**
 * The document's channel, and a small second one.
 * @returns the second is undefined where the protocol has one channel for everybody: such a run cannot show that channels are apart.
 */
export function plansOf(
  protocol: BroadcastProtocol,
  { users }: Pick<SocketLoad, 'users'>,
  { run }: RunData,
  amount: Pick<BroadcastPlan, 'count' | 'perSecond' | 'patienceMs'>,
): { readonly main: BroadcastPlan; readonly second: BroadcastPlan | undefined } {
  // The run's id is in the names, so that runs at the same time do not hear each other.
  const [channel, another] = [run, `${run}-2`];
  const someone = speakerOf({ index: 0, run });
  const hasStrangers = protocol.path(channel, someone) !== protocol.path(another, someone);
  const plan = { protocol, hasStrangers, ...amount };
  return {
    main: { ...plan, channel, owner: broadcaster(run, users), isMain: true },
    second: hasStrangers ? { ...plan, channel: another, owner: broadcaster(run, users + 1), isMain: false } : undefined,
  };
}

/** Where a client hears the channel. @param jar see `ConnectRequest`. */
export const channelOf = ({ protocol, channel }: BroadcastPlan, speaker: Speaker, jar?: CookieJar): Endpoint =>
  endpointOf(protocol, protocol.path(channel, speaker), speaker, jar);

/** A client of a channel as it speaks. @param user its number. @param visit number of its connection. */
export const clientOf = ({ owner: { run } }: BroadcastPlan, user: number, visit = 0): Speaker =>
  speakerOf({ index: user, run }, visit);
