import exec from 'k6/execution';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { after, eachUser, type User, untilMs } from '../../load/users';
import type { BroadcastProtocol } from '../protocols/broadcast-protocol';
import { jarOfReturning } from '../session/jar';
import { type BroadcastPlan, clientOf, planOfUser, plansOf, runClient } from './broadcast-plan';
import { broadcastAll } from './broadcaster';
import { type BroadcastOptions, onChannels } from './on-channels';
import { repeat } from './repeat';
import { runSecondChannel, type SecondChannelTimes } from './second-channel';
import { type Memory, VisitFlow } from './visit';

/**
 * Broadcasts go out at a steady rate while every user leaves and comes back: how soon does it hear them again, and what did it miss?
 * @param perSecond broadcasts per second of all channels together.
 * @throws Error where several channels are asked for, and the protocol has one for everybody.
 */
export const recovery = (
  perSecond: number,
  protocol: BroadcastProtocol,
  options: BroadcastOptions = {},
): VuFunction<SocketLoad> =>
  onChannels(protocol, options, async (load, data) => {
    const { channels = 1, patienceMs = 5000 } = options;
    const amount = { count: Number.POSITIVE_INFINITY, perSecond: perSecond / channels, patienceMs, channels };
    const { mains, second } = plansOf(protocol, load, data, amount);
    const leaving = eachUser((user) => visits(user, planOfUser(mains, user.index)))(load, data);
    if (exec.scenario.iterationInTest !== 0) return leaving;
    let over = false;
    const stop = () => {
      over = true;
    };
    const isOver = () => over;
    await Promise.all([
      leaving.then(stop, stop),
      ...mains.map((main) => broadcastAll(main, load.togetherAtMs, isOver)),
      second && runSecondChannel(second, lastToConnect(load), isOver, leaving),
    ]);
  });

/** A moment after all others, who come when the broadcasts begin. */
function lastToConnect({ togetherAtMs, users, connectRate }: SocketLoad): SecondChannelTimes {
  const atMs = togetherAtMs + (users / connectRate) * 1000 + 200;
  return { connectAtMs: atMs, broadcastAtMs: atMs };
}

async function visits(user: User, plan: BroadcastPlan): Promise<void> {
  const memory: Memory = { lastHeard: undefined, leftAtMs: undefined };
  await after(untilMs(user.load.togetherAtMs));
  await repeat(user, (visit) =>
    runClient(plan, clientOf(plan, user.index, visit), () => new VisitFlow(user.index, plan, memory), {
      jar: jarOfReturning(user),
      owner: user,
    }),
  );
}
