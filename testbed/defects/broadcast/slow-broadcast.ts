import type { Defect } from '../defect';

export const slowBroadcast: Defect = {
  name: 'slow-broadcast',
  does: 'lets every broadcast wait so long before it goes out',
  breaks: ['B05'],
  parameter: { name: 'delay', unit: 'ms', default: 150, max: 600_000 },
  start: (delayMs, { timers }) => ({
    broadcast: (broadcast, next) => timers.after(delayMs, () => next(broadcast)),
  }),
};
