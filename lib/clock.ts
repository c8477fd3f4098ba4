import exec from 'k6/execution';

/** The accessor behind `exec.instance` is slow; the object is the same for the life of the VU. */
let instance: typeof exec.instance | undefined;
let epochOfStart: number | undefined;

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
 */
export function atEvent(timestamp: number): number {
  epochOfStart ??= findEpochOfStart();
  return timestamp - epochOfStart;
}

/** Wall clock minus `now()`, found at the tick of Date.now(), the only moment at which a whole millisecond is exact. Takes 1 ms, once per VU. */
function findEpochOfStart(): number {
  const before = Date.now();
  let tick = before;
  while (tick === before) tick = Date.now();
  return tick - now();
}
