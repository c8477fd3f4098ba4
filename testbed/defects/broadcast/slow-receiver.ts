import type { Defect } from '../defect';
import { createLine } from '../line';

export const slowReceiver: Defect = {
  name: 'slow-receiver',
  does: 'sends the broadcasts of a channel one by one and takes so long over each, as if all waited for one receiver that is slow',
  breaks: ['B05'],
  parameter: { name: 'delay', unit: 'ms per broadcast', default: 120, max: 600_000 },
  start(delayMs, { timers }) {
    const line = createLine<string>(delayMs, timers);
    return {
      broadcast: (broadcast, next) => void line.join(broadcast.channel, () => next(broadcast)),
    };
  },
};
