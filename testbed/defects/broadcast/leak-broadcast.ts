import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';
import type { Broadcast } from '../points';
import { findStranger } from '../stranger';

export const leakBroadcast: Defect = {
  name: 'leak-broadcast',
  does: 'sends the first and every N-th broadcast after it to a receiver in another channel as well, as soon as there is one',
  breaks: ['B06', 'B07'],
  parameter: everyNth('broadcasts'),
  start(every, { population }) {
    const isDue = createEveryNth(every);
    // One waits at most: a client that stays alone must not fill the memory.
    let pending: Broadcast | undefined;
    return {
      broadcast(broadcast, next) {
        next(broadcast);
        if (isDue()) pending ??= broadcast;
        if (pending === undefined) return;
        const stranger = findStranger(population, 'broadcast', pending.channel);
        if (stranger === undefined) return;
        stranger.sendEncoded(pending.frame);
        pending = undefined;
      },
    };
  },
};
