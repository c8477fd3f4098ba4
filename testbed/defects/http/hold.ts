import type { Surroundings } from '../defect';
import type { Hook } from '../hooks';
import type { Work } from '../points';

/**
 * What a defect of overload waits over each request, so that as many are in work as there are clients. Without it that would depend
 * on who is faster, the testbed or the load generator.
 */
export const holdMs = 20;

/** Holds each request for `holdMs`. */
export function hold({ timers }: Surroundings): Hook<Work> {
  return (work, next) => timers.after(holdMs, () => next(work));
}
