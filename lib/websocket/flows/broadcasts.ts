import exec from 'k6/execution';
import { setting } from '../../environment/env';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, untilMs } from '../../load/users';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { planOfUser, plansOf } from './broadcast-plan';
import { broadcastAll } from './broadcaster';
import { type BroadcastOptions, onChannels } from './on-channels';
import { receiveBroadcasts } from './receiver';
import { runSecondChannel, type SecondChannelTimes } from './second-channel';

/**
 * All users receive, and one more sends from the instant at which all are open: `iterations` broadcasts at a steady rate. A second, small
 * channel does the same next to it, unless the load has several channels of its own.
 * @param perSecond broadcasts per second of all channels together, unless LOAD_TEST_RPS gives another rate.
 * @throws Error where several channels are asked for, and the protocol has one for everybody.
 */
export const broadcasts = (
  perSecond: number,
  protocol: BroadcastProtocol,
  options: BroadcastOptions = {},
): VuFunction<SocketLoad> =>
  onChannels(protocol, options, async (load, data) => {
    const { channels = 1, patienceMs = 2000 } = options;
    const rate = (setting('LOAD_TEST_RPS') ?? perSecond) / channels;
    const amount = { count: load.iterations, perSecond: rate, patienceMs, channels };
    const { mains, second } = plansOf(protocol, load, data, amount);
    const over = after(untilMs(load.togetherAtMs + (load.iterations / rate) * 1000 + patienceMs));
    const receiving = eachUser(({ index }) => receiveBroadcasts(index, planOfUser(mains, index), over))(load, data);
    if (exec.scenario.iterationInTest !== 0) return receiving;
    const neverEarly = () => false;
    await Promise.all([
      receiving,
      ...mains.map((main) => broadcastAll(main, load.togetherAtMs, neverEarly)),
      second && runSecondChannel(second, lastToConnect(load), neverEarly, over),
    ]);
  });

/** Half a second before the broadcasts, when all others have had their turn. */
const lastToConnect = ({ togetherAtMs }: SocketLoad): SecondChannelTimes => ({
  connectAtMs: togetherAtMs - 500,
  broadcastAtMs: togetherAtMs,
});
