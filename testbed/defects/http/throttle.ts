import type { Defect } from '../defect';

export const throttle: Defect = {
  name: 'throttle',
  does: 'handles so many requests to the systems and to /health a second, one after the other, and lets the others wait',
  breaks: ['B12', 'B14', 'B16', 'B18', 'B19', 'B20', 'B21', 'B23', 'E02', 'E06', 'E07', 'E08'],
  parameter: { name: 'rate', unit: 'requests/s', default: 15, max: 1_000_000 },
  start(perSecond, { timers }) {
    let nextMs = 0;
    return {
      request(request, next) {
        const nowMs = performance.now();
        const startMs = Math.max(nowMs, nextMs);
        nextMs = startMs + 1_000 / perSecond;
        if (startMs === nowMs) next(request);
        else timers.after(startMs - nowMs, () => next(request));
      },
    };
  },
};
