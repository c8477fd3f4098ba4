import type { CookieJar } from 'k6/http';
import type { MarkerOwner } from '../../isolation/marker';
import type { RunData } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { endpointOf } from '../dialect/endpoint-of';
import { runSpoken, type Talk } from '../dialect/run-spoken';
import { type Speaker, speakerOf } from '../dialect/speaker';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import type { Flow } from '../session/flow';
import type { Endpoint } from '../session/open-session';
import type { Outcome } from '../session/outcome';

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
  /** A channel of the load's users: its figures are taken. The small one next to a single channel is there so that a leak has where to go. */
  readonly isMain: boolean;
  /** By how much of the time between two broadcasts they are later than those of the first channel. */
  readonly phase: number;
  /** The run has another channel, from which a marker could come. */
  readonly hasStrangers: boolean;
}

/** What is broadcast in each channel of the load's users, and the channels that they share out among them. */
export interface Broadcasting extends Pick<BroadcastPlan, 'count' | 'perSecond' | 'patienceMs'> {
  readonly channels: number;
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
 * The channels of the users, and next to a single one a small second one.
 * @returns the second is undefined where there are several channels, or where the protocol has one for everybody: such a run cannot show that
 * channels are apart.
 */
export function plansOf(
  protocol: BroadcastProtocol,
  { users }: Pick<SocketLoad, 'users'>,
  { run }: RunData,
  { channels, ...amount }: Broadcasting,
): { readonly mains: readonly BroadcastPlan[]; readonly second: BroadcastPlan | undefined } {
  const hasStrangers = areApart(protocol);
  const planOf = (number: number, isMain: boolean, phase: number): BroadcastPlan => ({
    ...amount,
    protocol,
    hasStrangers,
    // The run's id is in the names, so that runs at the same time do not hear each other.
    channel: number === 0 ? run : `${run}-${number + 1}`,
    owner: broadcaster(run, users + number),
    isMain,
    phase,
  });
  return {
    mains: Array.from({ length: channels }, (_, number) => planOf(number, true, number / channels)),
    // Out of step with the first, whose times it must not disturb.
    second: hasStrangers && channels === 1 ? planOf(1, false, 0.5) : undefined,
  };
}

/** Whether a server that speaks the protocol has more than one channel. */
export function areApart({ channelsBy, path }: BroadcastProtocol): boolean {
  if (channelsBy === 'dialect') return true;
  const [one, other] = ['A', 'B'].map((room) => path(room, speakerOf({ index: 0, run: 'A' }, 0, { room })));
  return one !== other;
}

/** The channel that a user is in. */
export const planOfUser = (plans: readonly BroadcastPlan[], user: number): BroadcastPlan =>
  plans[user % plans.length] as BroadcastPlan;

/** Where a client hears the channel. @param jar see `ConnectRequest`. */
export const channelOf = ({ protocol, channel }: BroadcastPlan, speaker: Speaker, jar?: CookieJar): Endpoint =>
  endpointOf(protocol, protocol.path(channel, speaker), speaker, jar);

/** Opens a socket of a client of the channel. @param user one who comes back. */
export const runClient = (
  plan: BroadcastPlan,
  speaker: Speaker,
  flow: () => Flow,
  user?: Pick<Talk, 'jar' | 'owner'>,
): Promise<Outcome> =>
  runSpoken(plan.protocol, speaker, { endpoint: (jar) => channelOf(plan, speaker, jar), flow, ...user });

/** A client of a channel as it speaks. @param user its number. @param visit number of its connection. */
export const clientOf = ({ channel, owner: { run } }: BroadcastPlan, user: number, visit = 0): Speaker =>
  speakerOf({ index: user, run }, visit, { room: channel });
