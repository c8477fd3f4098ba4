import exec from 'k6/execution';
import { setting } from '../../environment/env';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, untilMs } from '../../load/users';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { plansOf } from './broadcast-plan';
import { broadcastAll } from './broadcaster';
import { onChannel } from './on-channel';
import { receiveBroadcasts } from './receiver';
import { runSecondChannel, type SecondChannelTimes } from './second-channel';

/**
 * All users receive, and one more sends from the instant at which all are open: `iterations` broadcasts at a steady rate. A second, small
 * channel does the same next to it.
 * @param perSecond broadcasts per second unless LOAD_TEST_RPS gives another rate.
 * @param patienceMs how long a broadcast may be under way before it counts as lost.
 */
export const broadcasts = (perSecond: number, protocol: BroadcastProtocol, patienceMs = 2000): VuFunction<SocketLoad> =>
  onChannel(protocol, async (load, data) => {
    const rate = setting('LOAD_TEST_RPS') ?? perSecond;
    const { main, second } = plansOf(protocol, load, data, { count: load.iterations, perSecond: rate, patienceMs });
    const over = after(untilMs(load.togetherAtMs + (main.count / rate) * 1000 + patienceMs));
    const receiving = eachUser(({ index }) => receiveBroadcasts(index, main, over))(load, data);
    if (exec.scenario.iterationInTest !== 0) return receiving;
    const neverEarly = () => false;
    await Promise.all([
      receiving,
      broadcastAll(main, load.togetherAtMs, neverEarly),
      second && runSecondChannel(second, lastToConnect(load), neverEarly, over),
    ]);
  });

/** Half a second before the broadcasts, when all others have had their turn. */
const lastToConnect = ({ togetherAtMs }: SocketLoad): SecondChannelTimes => ({
  connectAtMs: togetherAtMs - 500,
  broadcastAtMs: togetherAtMs,
});
