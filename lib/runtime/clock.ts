import exec from 'k6/execution';

/** The accessor of `exec.instance` is slow; the object is the same for the life of the VU. */
let instance: typeof exec.instance | undefined;
/** Between these lies the wall clock minus `now()`, as far as this VU has seen. */
let least = Number.NEGATIVE_INFINITY;
let most = Number.POSITIVE_INFINITY;

/**
 * Milliseconds since the test began, monotonic, with fractions of a microsecond. The same for all VUs of one k6 process.
 * Date.now() has whole milliseconds only and can step.
 */
export function now(): number {
  instance ??= exec.instance;
  return instance.currentTestRunDuration;
}

/**
 * A socket event's `timestamp` (wall clock, taken when the bytes were read) on the clock of `now()`.
 * A handler's own `now()` would charge the generator's queue to the target.
 *
 * Each event narrows the offset between the two clocks: it was read before now, and Date.now() cannot be late by more than its one
 * millisecond. So the error is below one millisecond at the first event of a VU, and soon as small as the shortest wait of an
 * event for its handler. An event that contradicts what was seen before shows that the wall clock stepped: the estimate starts again.
 * @param nowMs `now()`, where the caller has read it: k6 takes 2 µs for it.
 */
export function atEvent(timestamp: number, nowMs = now()): number {
  const atLeast = timestamp - nowMs;
  const atMost = Date.now() + 1 - nowMs;
  if (atLeast > most || atMost < least) {
    least = atLeast;
    most = atMost;
  }
  if (atLeast > least) least = atLeast;
  if (atMost < most) most = atMost;
  return timestamp - (least > most - 1 ? least : most - 1);
}
