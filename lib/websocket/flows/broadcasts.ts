import exec from 'k6/execution';
import { setting } from '../../environment/env';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, untilMs } from '../../load/users';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { planOf } from './broadcast-plan';
import { broadcastAll, graceMs } from './broadcaster';
import { onChannel } from './on-channel';
import { receiveBroadcasts } from './receiver';

/**
 * All users receive, and one more sends from the instant at which all are open: `iterations` broadcasts at a steady rate.
 * @param perSecond broadcasts per second unless LOAD_TEST_RPS gives another rate.
 */
export const broadcasts = (perSecond: number, protocol: BroadcastProtocol): VuFunction<SocketLoad> =>
  onChannel(protocol, async (load, data) => {
    const rate = setting('LOAD_TEST_RPS') ?? perSecond;
    const plan = planOf(protocol, load, data, { count: load.iterations, perSecond: rate });
    const over = after(untilMs(load.togetherAtMs + (plan.count / rate) * 1000 + graceMs));
    const receiving = eachUser(({ index }) => receiveBroadcasts(index, plan, over))(load, data);
    const isBroadcaster = exec.scenario.iterationInTest === 0;
    await Promise.all([receiving, isBroadcaster ? broadcastAll(plan, load.togetherAtMs, () => false) : undefined]);
  });
