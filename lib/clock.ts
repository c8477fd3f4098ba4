import exec from 'k6/execution';

/** The accessor behind `exec.instance` is slow; the object is the same for the life of the VU. */
let instance: typeof exec.instance | undefined;
let epochOfStart: number | undefined;

/** A difference between the clocks' rates is nothing like it; a step of the wall clock is mostly far more. */
const stepMs = 20;

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
  if (epochOfStart === undefined || Math.abs(Date.now() - now() - epochOfStart) > stepMs)
    epochOfStart = findEpochOfStart();
  return timestamp - epochOfStart;
}

/** How often the tick is looked for where the VU had to wait for a core at that moment: the error would stay for the rest of the run. */
const attempts = 5;

/**
 * Wall clock minus `now()`, found at the tick of Date.now(), the only moment at which a whole millisecond is exact: it lies between the
 * reading of `now()` before the last look that did not show it and the one after the first that did. Takes about 1 ms, once per VU.
 */
function findEpochOfStart(): number {
  let epoch = 0;
  let apartMs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && apartMs > 0.1; attempt++) {
    let beforeMs = now();
    let betweenMs = beforeMs;
    let afterMs = beforeMs;
    const wall = Date.now();
    let tick = wall;
    while (tick === wall) {
      beforeMs = betweenMs;
      betweenMs = afterMs;
      tick = Date.now();
      afterMs = now();
    }
    if (afterMs - beforeMs >= apartMs) continue;
    apartMs = afterMs - beforeMs;
    epoch = tick - (beforeMs + afterMs) / 2;
  }
  return epoch;
}
