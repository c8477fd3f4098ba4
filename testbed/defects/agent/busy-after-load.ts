import type { Defect } from '../defect';

/** A burst has ended when so long no request has come. */
const quietMs = 300;
const burn = new URL('../process/burn.ts', import.meta.url);

export const busyAfterLoad: Defect = {
  name: 'busy-after-load',
  does: `keeps a core busy for so long in a thread of its own, once, when after the first requests to the agent API none has come for ${quietMs} ms`,
  breaks: ['E15'],
  parameter: { name: 'duration', unit: 's', default: 20, max: 3_600 },
  start(durationSeconds, { timers, threads }) {
    let lastMs: number | undefined;

    function waitForQuiet(sinceMs: number): void {
      const restMs = sinceMs + quietMs - performance.now();
      if (restMs <= 0) threads.start(burn, durationSeconds);
      else timers.after(restMs, () => waitForQuiet(lastMs ?? sinceMs));
    }

    return {
      agentRequest(request, next) {
        const isFirst = lastMs === undefined;
        lastMs = performance.now();
        if (isFirst) waitForQuiet(lastMs);
        next(request);
      },
    };
  },
};
