import type { Defect } from '../defect';

export const slowHandshake: Defect = {
  name: 'slow-handshake',
  does: 'lets every WebSocket upgrade wait so long for its answer',
  breaks: ['A04', 'B04'],
  parameter: { name: 'delay', unit: 'ms', default: 150, max: 600_000 },
  start: (delayMs, { timers }) => ({
    upgrade: (upgrade, next) => timers.after(delayMs, () => next(upgrade)),
  }),
};
