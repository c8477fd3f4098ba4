import { createShare } from '../defect-parts/share';
import { defineSlowRoutes } from '../defect-parts/slow-routes';
import type { Defect } from '../switch/defect';

const httpErrors: Defect = {
  name: 'http-errors',
  does: 'answers this share of the requests to the systems and to /health with 500, evenly spread, beginning with the first one',
  breaks: ['B11', 'B15', 'B21', 'B22', 'B23', 'C06', 'E01', 'E02', 'E03', 'E04', 'E05', 'E12', 'E13', 'E14', 'E16'],
  parameter: { name: 'share', unit: '% of requests', default: 10, max: 100 },
  start(percent) {
    const isDue = createShare(percent);
    return {
      request(request, next) {
        if (isDue()) request.refuse(500, `failed by the defect "http-errors=${percent}"`);
        else next(request);
      },
    };
  },
};

const throttle: Defect = {
  name: 'throttle',
  does: 'handles this many requests to the systems and to /health a second, one after the other, and lets the others wait',
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

const slowHealth = defineSlowRoutes([
  { name: 'slow-health', route: 'GET /health', breaks: ['B17', 'B23'], defaultMs: 15 },
]);

/** What is wrong with HTTP, whichever system has the route. */
export const httpDefects: readonly Defect[] = [httpErrors, throttle, ...slowHealth];
