import { everyNth } from '../../kernel/defect-parts/every-nth';
import { createLeak } from '../../kernel/defect-parts/leak';
import { createLine } from '../../kernel/defect-parts/line';
import type { Defect } from '../../kernel/switch/defect';
import type { Broadcast } from '../points';

const slowBroadcast: Defect = {
  name: 'slow-broadcast',
  does: 'delays every broadcast by this time before it goes out',
  breaks: ['B05'],
  parameter: { name: 'delay', unit: 'ms', default: 150, max: 600_000 },
  start: (delayMs, { timers }) => ({
    broadcast: (broadcast, next) => timers.after(delayMs, () => next(broadcast)),
  }),
};

const slowReceiver: Defect = {
  name: 'slow-receiver',
  does: 'sends the broadcasts of a channel one by one and takes this time for each, as if all waited for one receiver that is slow',
  breaks: ['B05'],
  parameter: { name: 'delay', unit: 'ms per broadcast', default: 120, max: 600_000 },
  start(delayMs, { timers }) {
    const line = createLine<string>(delayMs, timers);
    return {
      broadcast: (broadcast, next) => void line.join(broadcast.channel, () => next(broadcast)),
    };
  },
};

const leakBroadcast: Defect = {
  name: 'leak-broadcast',
  does: 'sends the first and every N-th broadcast after it to a receiver in another channel as well, as soon as there is one',
  breaks: ['B06', 'B07'],
  parameter: everyNth('broadcasts'),
  start(every, { connections }) {
    const leak = createLeak<Broadcast>({
      every,
      connections,
      ownerOf: ({ channel }) => ({ system: 'broadcast', id: channel }),
      send: (stranger, { frame }) => stranger.sendEncoded(frame),
    });
    return {
      broadcast(broadcast, next) {
        next(broadcast);
        leak(broadcast);
      },
    };
  },
};

/** What is wrong with a broadcast as a whole. */
export const broadcastDefects: readonly Defect[] = [slowBroadcast, slowReceiver, leakBroadcast];
