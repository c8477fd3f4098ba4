/** Quantiles of values in ascending order, interpolated (Hyndman and Fan, type 7). @param share from 0 to 1. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}

/** Growth per step of the straight line that fits best (least squares). */
export function slope(series: Float64Array): number {
  const middle = (series.length - 1) / 2;
  let products = 0;
  let squares = 0;
  for (const [index, value] of series.entries()) {
    products += (index - middle) * value;
    squares += (index - middle) ** 2;
  }
  return products / squares;
}

/** What is further from the median of its neighbourhood than `limit` scaled median deviations (Hampel, 1974). */
export function findAnomalies(series: Float64Array, { reach, limit }: { reach: number; limit: number }): number[] {
  const anomalies: number[] = [];
  for (let index = reach; index < series.length - reach; index++) {
    const window = series.slice(index - reach, index + reach + 1);
    const median = sortAndTakeMedian(window);
    const deviation = 1.4826 * sortAndTakeMedian(window.map((value) => Math.abs(value - median)));
    if (Math.abs((series[index] ?? median) - median) > limit * deviation) anomalies.push(index);
  }
  return anomalies;
}

function sortAndTakeMedian(values: Float64Array): number {
  return quantile(values.sort(), 0.5);
}
