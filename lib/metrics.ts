import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { type MetricName, metrics, samplesOf } from './gate/metric';

// k6 makes metrics in the init context only, so a file declares what it records at its top level. Two files may declare the same metric.

export const counter = (name: MetricName): Counter => new Counter(name);
export const gauge = (name: MetricName): Gauge => new Gauge(name);
export const rate = (name: MetricName): Rate => new Rate(name);
export const trend = (name: MetricName): Trend => new Trend(name, metrics[name].unit === 'ms');

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
