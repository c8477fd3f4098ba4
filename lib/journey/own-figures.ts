import { countedTrend, counter, rate, sampleCounter } from '../metrics/recorders';
import type { OwnMetrics } from './journey-user';

const checkOk = rate('check_ok');
const checks = sampleCounter('check_ok');
const own = { time: countedTrend('own_time'), amount: countedTrend('own_amount'), count: counter('own_count') };

/** Counts a check. @returns what holds. */
export function recordCheck(check: string, holds: boolean): boolean {
  const tags = { check };
  checkOk.add(holds, tags);
  checks.add(1, tags);
  return holds;
}

/** Adds a sample. @throws Error for a metric that was not declared, and for a value that is no number. */
export function recordOwn(declared: OwnMetrics, name: string, value: number): void {
  const kind = declared[name];
  if (kind === undefined) throw new Error(`The journey declares no metric ${JSON.stringify(name)}.`);
  if (!Number.isFinite(value)) throw new Error(`${name} was given ${value}, which is no number.`);
  own[kind].add(value, { own: name });
}
