import exec from 'k6/execution';
import { setting } from '../../environment/env';
import type { MarkerOwner } from '../../isolation/marker';
import type { RunData, VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, untilMs } from '../../load/users';
import { type BroadcastProtocol, bySocket } from '../protocols/broadcast-protocol';
import { type BroadcastPlan, broadcastAll, openBroadcaster } from './broadcaster';
import { onChannel } from './on-channel';
import { receiveBroadcasts } from './receiver';

/** How long a broadcast may be under way before it counts as lost. */
const graceMs = 2000;
/** Number of the broadcaster's VU is not known to the receivers, so its markers bear none. */
const broadcasterVu = 0;

/** The broadcaster is a user of its own, behind the receivers. */
const broadcasterOf = (run: string, users: number): MarkerOwner => ({ run, vu: broadcasterVu, user: users, task: 0 });

/** What is broadcast in a run: the run's id is the channel, so that runs beside each other do not hear each other. */
export const planOf = (
  protocol: BroadcastProtocol,
  { users }: Pick<SocketLoad, 'users'>,
  { run }: RunData,
  amount: { readonly count: number; readonly perSecond: number },
): BroadcastPlan => ({ protocol, channel: run, owner: broadcasterOf(run, users), ...amount });

/**
 * All users receive, and from the instant at which all are open one more sends: `iterations` broadcasts at a steady rate.
 * @param perSecond broadcasts per second unless LOAD_TEST_RPS says otherwise.
 */
export const broadcasts = (perSecond: number, protocol: BroadcastProtocol = bySocket): VuFunction<SocketLoad> =>
  onChannel(protocol, async (load, data) => {
    const rate = setting('LOAD_TEST_RPS') ?? perSecond;
    const plan = planOf(protocol, load, data, { count: load.iterations, perSecond: rate });
    const over = after(untilMs(load.togetherAtMs + (plan.count / rate) * 1000 + graceMs));
    const receiving = eachUser(({ index }) => receiveBroadcasts({ ...plan, user: index, over }))(load, data);
    const isBroadcaster = exec.scenario.iterationInTest === 0;
    await Promise.all([receiving, isBroadcaster ? send(plan, load.togetherAtMs, () => false) : undefined]);
  });

/** @param isOver asked before each broadcast: ends them before their count. */
export async function send(plan: BroadcastPlan, togetherAtMs: number, isOver: () => boolean): Promise<void> {
  const publisher = await openBroadcaster(plan);
  if (!publisher) return;
  await after(untilMs(togetherAtMs));
  await broadcastAll(plan, publisher.publish, isOver);
  if (!isOver()) await after(graceMs);
  publisher.close();
}
