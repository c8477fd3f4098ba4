import { type BroadcastPlan, listeners } from './broadcast-plan';
import { broadcastAll } from './broadcaster';
import { receiveBroadcasts } from './receiver';

/**
 * A small channel next to the document's, with a broadcaster of its own: what leaks from one to the other is seen in both.
 * @param over resolves when its clients may go.
 */
export async function runSecondChannel(
  plan: BroadcastPlan,
  togetherAtMs: number,
  isOver: () => boolean,
  over: Promise<unknown>,
): Promise<void> {
  const firstListener = plan.owner.user + 1;
  const listening = Array.from({ length: listeners }, (_, index) =>
    receiveBroadcasts(firstListener + index, plan, over),
  );
  await Promise.all([...listening, broadcastAll(plan, togetherAtMs, isOver)]);
}
