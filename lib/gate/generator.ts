import { samplesOf } from '../metrics/catalogue';
import { type Shortage, shortages } from '../metrics/shortages';
import { clockDoubts } from './clock';
import { countOf, partsOf, type Readings } from './reading';
import type { Thresholds } from './threshold';
import type { Invalidity } from './verdict';

/** How slow the generator may be before its figures stop being the target's. */
export interface GeneratorBounds {
  /** p95 of `generator_lag`. */
  readonly lagMs: number;
}

/** What GENERATOR_LAG replaces. */
export const defaultBounds: GeneratorBounds = { lagMs: 250 };

/** The same guards as k6 thresholds: a plain `k6 run` has only its exit code to say INVALID with, and must not be green. */
export const generatorThresholds = ({ lagMs }: GeneratorBounds): Thresholds => ({
  script_errors: ['count==0'],
  generator_lag: [`p(95)<=${lagMs}`],
  dropped_iterations: ['count==0'],
  generator_shortages: ['count==0'],
});

/** k6's count of HTTP requests without those of the observer. */
export const requestsOfLoad = 'http_reqs{scenario:load}';

/** For a load of requests: without a look at the lag, a plain `k6 run` must not be green. */
export const lagThresholds: Thresholds = { [samplesOf('generator_lag')]: ['count>=1'] };

/** What k6's own figures say against the generator. */
export function generatorDoubts(readings: Readings, { lagMs }: GeneratorBounds): Invalidity[] {
  const doubts: Invalidity[] = [];
  const lag = readings.generator_lag?.['p(95)'] ?? 0;
  if (lag > lagMs)
    doubts.push({
      cause: 'generator',
      message: `k6 was ${Math.round(lag)} ms late (p95) with what it received or had to send, more than ${lagMs} ms: it was the bottleneck. Use fewer users, more CPU or more runners.`,
    });
  if (isBlind(readings))
    doubts.push({
      cause: 'generator',
      message:
        'Nobody looked at how late k6 was with what it received, so its own delays may be in the times: the requests were sent past the library. Send them with journey() or endpoint().',
    });
  const dropped = countOf(readings, 'dropped_iterations');
  if (dropped > 0)
    doubts.push({
      cause: 'generator',
      message: `k6 dropped ${dropped} iterations because no VU was free: the load was not the one asked for. Allow more VUs or use more runners.`,
    });
  for (const [what, count] of partsOf(readings, 'generator_shortages', 'what'))
    doubts.push({
      cause: 'generator',
      message: `${count} connections failed because the machine that runs k6 lacked ${what}: ${shortages[what as Shortage]}.`,
    });
  return [...doubts, ...clockDoubts(readings)];
}

/** Whether requests of the load were answered, and no lag was noted. A target that answers nothing has none. */
const isBlind = (readings: Readings): boolean =>
  countOf(readings, requestsOfLoad) > 0 &&
  countOf(readings, 'http_req_duration{expected_response:true}') > 0 &&
  countOf(readings, 'generator_lag') === 0;
