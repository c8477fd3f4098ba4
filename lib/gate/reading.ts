/** What one metric read at the end of a run: k6's `values`, by statistic. */
export type Reading = Readonly<Record<string, number>>;

/** All metrics of a run by k6's name for them (`metric` or `metric{tag:value}`). Metrics without samples are absent. */
export type Readings = Readonly<Record<string, Reading>>;

/** The value of a counter; 0 when it has no samples. */
export const countOf = (readings: Readings, metric: string): number => readings[metric]?.count ?? 0;

/** The parts of a counter that have a tag, by the tag's values, with their counts; parts without a count are left out. */
export const partsOf = (
  readings: Readings,
  counter: string,
  tag: string,
): (readonly [value: string, count: number])[] =>
  Object.keys(readings)
    .filter((key) => key.startsWith(`${counter}{${tag}:`) && countOf(readings, key) > 0)
    .map((key) => [key.slice(key.indexOf(':') + 1, -1), countOf(readings, key)] as const);
