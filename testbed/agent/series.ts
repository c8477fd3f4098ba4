import { createRandom, seedOf } from '../kernel/random';

/** What is measured of an instance, and how its figures go up and down. */
export interface MetricShape {
  readonly name: string;
  readonly mean: number;
  /** Of the daily wave. */
  readonly amplitude: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
}

export const metricShapes: readonly MetricShape[] = [
  { name: 'cpu_percent', mean: 45, amplitude: 20, noise: 4 },
  { name: 'memory_mb', mean: 900, amplitude: 120, noise: 30 },
  { name: 'latency_ms', mean: 80, amplitude: 25, noise: 9 },
];

/** One a minute. */
export const pointsPerDay = 1_440;
const points = 2 * pointsPerDay;

/** One point in `every` is an outlier, `deviations` standard deviations of the noise away. */
const outliers = { every: 300, deviations: 12 };

/**
 * Two days of one metric of one instance, made up: a mean that grows or falls, a daily wave, noise, and outliers. The same for the same
 * instance everywhere.
 */
export function generateSeries(instanceId: string, { name, mean, amplitude, noise }: MetricShape): Float64Array {
  const random = createRandom(seedOf(`${instanceId} ${name}`));
  const growthPerDay = (random() - 0.5) * 0.04 * mean;
  const series = new Float64Array(points);
  for (let index = 0; index < points; index++) {
    const day = index / pointsPerDay;
    const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const outlier = random() < 1 / outliers.every ? outliers.deviations * noise : 0;
    series[index] = mean + growthPerDay * day + amplitude * Math.cos(2 * Math.PI * day) + noise * gauss + outlier;
  }
  return series;
}
