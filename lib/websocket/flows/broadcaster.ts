import { markerPrefix } from '../../isolation/marker';
import { stamped } from '../../isolation/stamp';
import { after, untilMs } from '../../load/users';
import { counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import type { BroadcastPlan } from './broadcast-plan';
import { httpPublisher } from './http-publisher';
import type { Publisher } from './publisher';
import { socketPublisher } from './socket-publisher';

const broadcastsSent = counter('broadcasts_sent');

/**
 * Sends the broadcasts of a channel from the instant at which all receivers are open, then waits for the last to arrive.
 * @param togetherAtMs from the start of the load.
 * @param isOver is asked before each broadcast: true ends them before their count.
 */
export async function broadcastAll(plan: BroadcastPlan, togetherAtMs: number, isOver: () => boolean): Promise<void> {
  const publisher = await openPublisher(plan);
  if (!publisher) return;
  await after(untilMs(togetherAtMs));
  await sendAll(plan, publisher.publish, isOver);
  if (!isOver()) await after(plan.patienceMs);
  publisher.close();
}

function openPublisher(plan: BroadcastPlan): Promise<Publisher | undefined> {
  const { publishing } = plan.protocol;
  if (publishing.via === 'socket') return socketPublisher(plan, publishing);
  return Promise.resolve(httpPublisher(plan, publishing));
}

/** Sends every broadcast at its own moment, whatever happened to the ones before: a slow target must not slow down its load. */
async function sendAll(plan: BroadcastPlan, publish: (text: string) => boolean, isOver: () => boolean): Promise<void> {
  const intervalMs = 1000 / plan.perSecond;
  const startMs = now() + plan.phase * intervalMs;
  const prefix = markerPrefix(plan.owner);
  for (let message = 0; message < plan.count && !isOver(); message++) {
    await after(startMs + message * intervalMs - now());
    if (publish(stamped(`${prefix}${message};`, now())) && plan.isMain) broadcastsSent.add(1);
  }
}
