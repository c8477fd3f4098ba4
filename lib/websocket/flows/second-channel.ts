import { after, untilMs } from '../../load/users';
import { counter } from '../../metrics/recorders';
import { type BroadcastPlan, listeners } from './broadcast-plan';
import { broadcastAll } from './broadcaster';
import { receiveBroadcasts } from './receiver';

const silent = counter('second_channel_silent');

/** When the clients of the second channel connect and its broadcasts begin, from the start of the load. */
export interface SecondChannelTimes {
  /** After the document's clients: a target with room for no more must refuse these. */
  readonly connectAtMs: number;
  readonly broadcastAtMs: number;
}

/**
 * A small channel next to the document's, with a broadcaster of its own: what leaks from one to the other is seen in both.
 * @param over resolves when its clients may go.
 */
export async function runSecondChannel(
  plan: BroadcastPlan,
  { connectAtMs, broadcastAtMs }: SecondChannelTimes,
  isOver: () => boolean,
  over: Promise<unknown>,
): Promise<void> {
  await after(untilMs(connectAtMs));
  const firstListener = plan.owner.user + 1;
  let isHeard = false;
  const hear = () => {
    isHeard = true;
  };
  const listening = Array.from({ length: listeners }, (_, index) =>
    receiveBroadcasts(firstListener + index, plan, over, hear),
  );
  await Promise.all([...listening, broadcastAll(plan, broadcastAtMs, isOver)]);
  if (!isHeard) silent.add(1);
}
