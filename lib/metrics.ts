import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { type MetricName, metrics, samplesOf } from './gate/metric';

// k6 makes metrics in the init context only, so a file declares what it records at its top level. Two files may declare the same metric.

export const counter = (name: MetricName): Counter => new Counter(noted(name));
export const gauge = (name: MetricName): Gauge => new Gauge(noted(name));
export const rate = (name: MetricName): Rate => new Rate(noted(name));
export const trend = (name: MetricName): Trend => new Trend(noted(name), metrics[name].unit === 'ms');

const declared = new Set<MetricName>();

/** Whether this scenario, or k6 itself, has the metric: k6 ends with code 104 and few words for a threshold on another. */
export const isRecorded = (name: MetricName): boolean => declared.has(name) || /^(http|ws)_/.test(name);

function noted(name: MetricName): MetricName {
  declared.add(name);
  return name;
}

/** A trend with a counter of its samples beside it, for a limit whose evidence is that counter. */
export function countedTrend(name: MetricName): { add(value: number, tags?: Record<string, string>): void } {
  const values = trend(name);
  const samples = new Counter(samplesOf(name));
  return {
    add(value, tags) {
      values.add(value, tags);
      samples.add(1, tags);
    },
  };
}
