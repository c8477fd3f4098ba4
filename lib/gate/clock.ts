import { type MetricName, type MetricSpec, metrics } from '../metrics/catalogue';
import { keyOf, type ResolvedLimit } from './limit';
import type { Readings } from './reading';
import type { Thresholds } from './threshold';
import type { Invalidity } from './verdict';

/** The clock of a socket's events is known to less than this: what took no time may have taken a little less than none. */
const clockErrorMs = 1;

const isTime = (metric: string): metric is MetricName => {
  const spec: MetricSpec | undefined = metric in metrics ? metrics[metric as MetricName] : undefined;
  return spec?.kind === 'trend' && spec.unit === 'ms';
};

/** A time below zero was not measured by one clock, and then those above it are as wrong. */
export const clockDoubts = (readings: Readings): Invalidity[] =>
  Object.entries(readings)
    .filter(([metric, { min = 0 }]) => isTime(metric) && min < -clockErrorMs)
    .map(([metric, { min = 0 }]) => ({
      cause: 'generator',
      message: `${metric} was ${Math.round(min)} ms at least, and no time is negative: clocks of several machines differ, or a clock was set. Let one machine send and receive, and let its clock run.`,
    }));

/** What is sent here and received there: the time that two clocks make wrong. */
const between: MetricName = 'delivery_time';

/** The same for a plain k6: of what is limited, and of what is between two ends. @param isRecorded whether the scenario has a metric. */
export function clockThresholds(
  limits: readonly ResolvedLimit[],
  isRecorded: (name: MetricName) => boolean,
): Thresholds {
  const limited = limits.filter(({ metric }) => isTime(metric)).map(keyOf);
  const guarded = isRecorded(between) ? [between, ...limited] : limited;
  return Object.fromEntries(guarded.map((key) => [key, [`min>=${-clockErrorMs}`]]));
}
