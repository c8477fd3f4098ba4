import { sampleCounter, trend } from '../metrics/recorders';
import { now } from './clock';
import { later } from './pace';

const generatorLag = trend('generator_lag');
const looks = sampleCounter('generator_lag');

/** A sample for each second and VU: the p95 over them is of the worst moments, and costs next to nothing. */
const windowMs = 1000;

let windowEndMs = 0;
let worstMs: number | undefined;

/**
 * Notes by how much the generator was late: with a request that was due, or with an answer that waited for its handler.
 * @param atMs on the clock of runtime/clock.
 */
export function noteLag(lateMs: number, atMs: number): void {
  if (atMs >= windowEndMs) {
    flushLag();
    windowEndMs = atMs + windowMs;
  }
  worstMs = Math.max(worstMs ?? 0, lateMs);
}

/** Records what was noted last; to be called at the end of the VU's load. */
export function flushLag(): void {
  if (worstMs !== undefined) {
    generatorLag.add(worstMs);
    looks.add(1);
  }
  worstMs = undefined;
}

const tickMs = 100;

/**
 * Notes how late a timer is, ten times a second, for loads whose client does not tell when an answer came.
 * @returns a function that ends it.
 */
export function watchLoop(): () => void {
  let watched = true;
  let dueMs = now() + tickMs;
  const look = () => {
    if (!watched) return;
    const nowMs = now();
    noteLag(Math.max(0, nowMs - dueMs), nowMs);
    dueMs = nowMs + tickMs;
    later(tickMs, look);
  };
  later(tickMs, look);
  return () => {
    watched = false;
  };
}
