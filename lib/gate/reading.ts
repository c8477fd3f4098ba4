/** What one metric read at the end of a run: k6's `values`, by statistic. */
export type Reading = Readonly<Record<string, number>>;

/** All metrics of a run by k6's name for them (`metric` or `metric{tag:value}`). Metrics without samples are absent. */
export type Readings = Readonly<Record<string, Reading>>;

/** The value of a counter; 0 when it has no samples. */
export const countOf = (readings: Readings, metric: string): number => readings[metric]?.count ?? 0;

/** The parts of a counter that bear a tag, by its values, and how often each was counted; those that never were are left out. */
export const partsOf = (
  readings: Readings,
  counter: string,
  tag: string,
): (readonly [value: string, count: number])[] =>
  Object.keys(readings)
    .filter((key) => key.startsWith(`${counter}{${tag}:`) && countOf(readings, key) > 0)
    .map((key) => [key.slice(key.indexOf(':') + 1, -1), countOf(readings, key)] as const);
