import type { Defect } from '../defect';
import { blockProcess } from './block';
import { onTraffic, type Traffic } from './on-traffic';

/** Long enough for what came first to be in the middle of its work; a connection has others coming behind it, which may still open. */
const delayMs: Readonly<Record<Traffic, number>> = { connection: 1_000, message: 100, request: 100 };

export const freeze: Defect = {
  name: 'freeze',
  does: `blocks the whole process once for so long, ${delayMs.connection} ms after the first connection or ${delayMs.message} ms after the first message or request that follows the switching on`,
  breaks: [],
  parameter: { name: 'duration', unit: 'ms', default: 5_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    return onTraffic((traffic) => {
      if (armed) return;
      armed = true;
      timers.after(delayMs[traffic], () => blockProcess(durationMs));
    });
  },
};
