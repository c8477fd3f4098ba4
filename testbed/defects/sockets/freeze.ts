import type { Defect } from '../defect';

/** Long enough for the first connections to be in the middle of their tasks. */
const delayMs = 100;

export const freeze: Defect = {
  name: 'freeze',
  does: `blocks the whole process once for so long, ${delayMs} ms after the first connection or task that follows the switching on`,
  breaks: [],
  parameter: { name: 'duration', unit: 'ms', default: 5_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    function arm(): void {
      if (armed) return;
      armed = true;
      timers.after(delayMs, () => blockProcess(durationMs));
    }
    return {
      open(connection, next) {
        arm();
        next(connection);
      },
      task(start, next) {
        arm();
        next(start);
      },
    };
  },
};

function blockProcess(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
