import { countedTrend, counter, rate, sampleCounter } from '../metrics/recorders';
import { atVuEnd } from '../runtime/vu-end';
import type { OwnMetrics } from './journey-user';

const checkOk = rate('check_ok');
const checks = sampleCounter('check_ok');
const own = { time: countedTrend('own_time'), amount: countedTrend('own_amount'), count: counter('own_count') };

/** Counts a check. @returns what holds. */
export function recordCheck(check: string, holds: boolean): boolean {
  const counted = counts[check] ?? { tags: { check }, made: 0 };
  counts[check] = counted;
  counted.made++;
  checkOk.add(holds, counted.tags);
  return holds;
}

/** Checks of this VU, so that their number costs one sample at the end. */
const counts: Record<string, { readonly tags: Record<string, string>; made: number }> = {};

atVuEnd(() => {
  for (const { tags, made } of Object.values(counts)) checks.add(made, tags);
});

/** Adds a sample. @throws Error for a metric that was not declared, and for a value that is no number. */
export function recordOwn(declared: OwnMetrics, name: string, value: number): void {
  const kind = declared[name];
  if (kind === undefined) throw new Error(`The journey declares no metric ${JSON.stringify(name)}.`);
  if (!Number.isFinite(value)) throw new Error(`${name} was given ${value}, which is no number.`);
  own[kind].add(value, { own: name });
}
