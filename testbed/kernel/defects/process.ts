import { blockProcess } from '../defect-parts/block';
import type { Defect } from '../switch/defect';
import type { Hooks } from '../switch/hooks';

type Traffic = 'connection' | 'message' | 'request';

/** Long enough for what came first to be in the middle of its work; after a connection, others are still opening. */
const freezeAfterMs: Readonly<Record<Traffic, number>> = { connection: 1_000, message: 100, request: 100 };

const freeze: Defect = {
  name: 'freeze',
  does: `blocks the whole process once for this time, ${freezeAfterMs.connection} ms after the first connection or ${freezeAfterMs.message} ms after the first message or request that follows the switching on`,
  breaks: [],
  parameter: { name: 'duration', unit: 'ms', default: 5_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    return onTraffic((traffic) => {
      if (armed) return;
      armed = true;
      timers.after(freezeAfterMs[traffic], () => blockProcess(durationMs));
    });
  },
};

const stallEvery = { firstMs: 1_000, periodMs: 10_000 };

export const stall: Defect = {
  name: 'stall',
  does: `blocks the whole process for this time every ${stallEvery.periodMs / 1_000} s while there is traffic, for the first time ${stallEvery.firstMs / 1_000} s after it begins`,
  breaks: ['B05'],
  parameter: { name: 'duration', unit: 'ms', default: 2_000, max: 600_000 },
  start(durationMs, { timers }) {
    let armed = false;
    let dueMs: number | undefined;
    return onTraffic(() => {
      if (armed) return;
      armed = true;
      const nowMs = performance.now();
      dueMs ??= nowMs + stallEvery.firstMs;
      timers.after(Math.max(0, dueMs - nowMs), () => {
        armed = false;
        dueMs = performance.now() + stallEvery.periodMs;
        blockProcess(durationMs);
      });
    });
  },
};

/** What stops everything, as a long pause of a garbage collector does. */
export const processDefects: readonly Defect[] = [freeze, stall];

/** Calls back before every connection, message and request, and changes none. */
function onTraffic(callback: (traffic: Traffic) => void): Hooks {
  const observe =
    (traffic: Traffic) =>
    <Subject>(subject: Subject, next: (subject: Subject) => void): void => {
      callback(traffic);
      next(subject);
    };
  return { open: observe('connection'), message: observe('message'), request: observe('request') };
}
