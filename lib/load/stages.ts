/** A part of a load in which a figure goes in a straight line from where it was to a value, such as a number of users or a rate. */
export interface Stretch {
  readonly ms: number;
  readonly to: number;
}

/** The whole length of some stretches, in milliseconds. */
export const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { ms }) => sum + ms, 0);

export const topOf = (stretches: readonly Stretch[]): number => Math.max(0, ...stretches.map(({ to }) => to));

/** The same course, stretched to another length and another highest value. */
export function scaled(stretches: readonly Stretch[], durationMs: number, top: number): readonly Stretch[] {
  const [ownMs, ownTop] = [lengthOf(stretches) || 1, topOf(stretches) || 1];
  return stretches.map(({ ms, to }) => ({ ms: (ms * durationMs) / ownMs, to: (to * top) / ownTop }));
}

/** When a figure that begins at 0 is above a value: each span in milliseconds from the start of the load. */
export function spansAbove(
  stretches: readonly Stretch[],
  value: number,
): (readonly [fromMs: number, untilMs: number])[] {
  const spans: (readonly [number, number])[] = [];
  let [startMs, from] = [0, 0];
  let since: number | undefined;
  for (const { ms, to } of stretches) {
    const crossingMs = startMs + (ms * (value - from)) / (to - from || 1);
    if (since === undefined && to > value) since = from > value ? startMs : crossingMs;
    else if (since !== undefined && to <= value) {
      spans.push([since, crossingMs]);
      since = undefined;
    }
    [startMs, from] = [startMs + ms, to];
  }
  if (since !== undefined) spans.push([since, startMs]);
  return spans;
}

/** How many arrive while a rate goes through these stretches, its values per second. */
export function arrivalsIn(stretches: readonly Stretch[]): number {
  let [sum, from] = [0, 0];
  for (const { ms, to } of stretches) {
    sum += ((from + to) / 2) * (ms / 1000);
    from = to;
  }
  // Rates and times are decimal: a whole number may come out a little too small.
  return Math.floor(sum + 1e-6);
}

/** When the arrival with a number, from 0, is due: milliseconds from the start of the load. Infinite for one that never comes. */
export function arrivalMs(stretches: readonly Stretch[], number: number): number {
  let [startMs, from, before] = [0, 0, 0];
  for (const { ms, to } of stretches) {
    const seconds = ms / 1000;
    const come = ((from + to) / 2) * seconds;
    if (come > 0 && number < before + come)
      return startMs + 1000 * timeOf(Math.max(0, number - before), from, to, seconds);
    [startMs, from, before] = [startMs + ms, to, before + come];
  }
  return Number.POSITIVE_INFINITY;
}

/** Seconds until n users have come, where a rate goes from one value to another: the smaller root of a t + (b - a) t² / 2T = n. */
function timeOf(number: number, from: number, to: number, seconds: number): number {
  if (from === to) return number / from;
  const slope = (to - from) / seconds;
  return (Math.sqrt(Math.max(0, from ** 2 + 2 * slope * number)) - from) / slope;
}
