import type { Defect } from '../defect';
import { blockProcess } from './block';
import { onTraffic } from './on-traffic';

/** Long enough for the first connections to be in the middle of their tasks. */
const delayMs = 100;

export const freeze: Defect = {
  name: 'freeze',
  does: `blocks the whole process once for so long, ${delayMs} ms after the first connection, message or request that follows the switching on`,
  breaks: [],
  parameter: { name: 'duration', unit: 'ms', default: 5_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    return onTraffic(() => {
      if (armed) return;
      armed = true;
      timers.after(delayMs, () => blockProcess(durationMs));
    });
  },
};
