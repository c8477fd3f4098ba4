import type { Surroundings } from '../switch/defect';
import type { Hook } from '../switch/hooks';

/**
 * How long a defect of overload holds each request, so that as many are in work as there are clients. Without it that would depend on
 * which is faster, the testbed or the load generator.
 */
export const holdMs = 20;

/** Holds each subject for `holdMs`. */
export function hold<Subject>({ timers }: Surroundings): Hook<Subject> {
  return (subject, next) => timers.after(holdMs, () => next(subject));
}
