import { countOf, partsOf, type Readings } from '../gate/reading';

/** What a ladder found that climbs until the target breaks. */
export interface BreakingPoint {
  /** Workers of the largest level that held. */
  readonly largestLoad: number;
  /** Workers of the largest level that held on the way up; larger where that did not hold again on the way back. */
  readonly climbedTo: number;
  /** Workers of the level that broke; null: the highest one held, so the breaking point lies above it. */
  readonly brokeAt: number | null;
  /** Limits that the breaking level did not keep: `agent-health p(95)`, `success`. */
  readonly brokeFirst: readonly string[];
  /** Used up at that level: `cpu`, `event-loop`, `none`; `unknown` without METRICS_URL. */
  readonly resource: string | null;
}

/** Null for a run that looked for no breaking point. */
export function breakingPointOf(readings: Readings): BreakingPoint | null {
  const { largest_load, breaking_load, climbed_to } = readings;
  // A run that was cut short has set none, and k6 gives a gauge that a threshold names as 0.
  if (!largest_load || countOf(readings, 'largest_load_samples') === 0) return null;
  const named = (tag: string) => partsOf(readings, 'broke_first', tag).map(([name]) => name);
  return {
    largestLoad: largest_load.value ?? 0,
    climbedTo: climbed_to?.value ?? largest_load.value ?? 0,
    brokeAt: breaking_load?.value ?? null,
    brokeFirst: named('what'),
    resource: named('resource')[0] ?? null,
  };
}

/** In words, for a report. */
export function describeBreakingPoint({
  largestLoad,
  climbedTo,
  brokeAt,
  brokeFirst,
  resource,
}: BreakingPoint): string {
  const held = largestLoad === 0 ? 'no level held' : `${largestLoad} workers held`;
  if (brokeAt === null) return `${held}, the highest level: it lies above`;
  const once = climbedTo > largestLoad ? ` on the way back, ${climbedTo} on the way up` : '';
  return `${held}${once}, ${brokeAt} broke: ${brokeFirst.join(', ')}; used up: ${resource ?? 'unknown'}`;
}
