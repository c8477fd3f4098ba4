import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { type MetricName, metrics, samplesOf } from './catalogue';

// k6 makes metrics in the init context only, so a file declares what it records at its top level. Two files may declare the same metric.

export const counter = (name: MetricName): Counter => counterOf(noted(name));
export const gauge = (name: MetricName): Gauge => gaugeOf(noted(name));
export const rate = (name: MetricName): Rate => rateOf(noted(name));
export const trend = (name: MetricName): Trend => trendOf(noted(name));

const counterOf = once((name: string) => new Counter(name));
const gaugeOf = once((name: MetricName) => new Gauge(name));
const rateOf = once((name: MetricName) => new Rate(name));
const trendOf = once((name: MetricName) => new Trend(name, metrics[name].unit === 'ms'));

/** One object for all files that declare a metric: each takes 4 KB of every VU. */
function once<Name extends string, Metric>(make: (name: Name) => Metric): (name: Name) => Metric {
  const made: Partial<Record<Name, Metric>> = {};
  return (name) => {
    const known = made[name] ?? make(name);
    made[name] = known;
    return known;
  };
}

const declared: Partial<Record<MetricName, true>> = {};

/**
 * Whether this scenario, or k6 itself, has the metric: k6 ends with code 104 and few words for a threshold on another. k6's figures of
 * HTTP in a scenario that sends no requests are those of scraping METRICS_URL, which no limit may be kept by.
 */
export const isRecorded = (name: MetricName): boolean =>
  name in declared || name.startsWith('ws_') || (name.startsWith('http_') && 'requests' in declared);

function noted(name: MetricName): MetricName {
  declared[name] = true;
  return name;
}

/** The counter of a trend's samples, for a file that counts many and adds them up once. */
export const sampleCounter = (name: MetricName): Counter => counterOf(samplesOf(name));

/** Something to add samples to. */
interface Counted {
  add(value: number, tags?: Record<string, string>): void;
}

/** A trend with a counter of its samples, for a limit whose evidence is that counter. */
export const countedTrend = (name: MetricName): Counted => counted(name, trend(name));
/** A gauge likewise: where nothing set it, k6 gives it as 0 as soon as a threshold names it. */
export const countedGauge = (name: MetricName): Counted => counted(name, gauge(name));

function counted(name: MetricName, values: Trend | Gauge): Counted {
  const samples = sampleCounter(name);
  return {
    add(value, tags) {
      values.add(value, tags);
      samples.add(1, tags);
    },
  };
}
