import type { Defect } from '../defect';
import { blockProcess } from './block';
import { onTraffic } from './on-traffic';

const firstMs = 1_000;
const periodMs = 10_000;

export const stall: Defect = {
  name: 'stall',
  does: `blocks the whole process for so long every ${periodMs / 1_000} s while there is traffic, for the first time ${firstMs / 1_000} s after it begins`,
  breaks: ['B05'],
  parameter: { name: 'duration', unit: 'ms', default: 2_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    let dueMs: number | undefined;
    return onTraffic(() => {
      if (armed) return;
      armed = true;
      const nowMs = performance.now();
      dueMs ??= nowMs + firstMs;
      timers.after(Math.max(0, dueMs - nowMs), () => {
        armed = false;
        dueMs = performance.now() + periodMs;
        blockProcess(durationMs);
      });
    });
  },
};
