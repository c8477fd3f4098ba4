import { meets } from '../../lib/gate/bound';
import { keyOf } from '../../lib/gate/limit';
import type { Readings } from '../../lib/gate/reading';
import type { Invalidity, JudgedLimit } from '../../lib/gate/verdict';
import { metrics } from '../../lib/metrics/catalogue';
import type { CpuUse } from './saturation';

/**
 * Threads that run for less than a third of the time in which they could: next to one process that burns each core they run for half of it. Of 300
 * healthy runs on a busy machine none that waited for less missed a time.
 */
export const mostWaited = 0.7;
/** Of the load: less than this is no part of any time. */
const leastPart = 0.05;

/** The slowest of several clients: what slows down all of them shows in the times of all together, too. */
const ofTheSlowest: ReadonlySet<string> = new Set(['client_time', 'delivery_time_median', 'message_time_median']);

/**
 * Whether a run that misses nothing but times and rates was made on a machine that was busy with something else: a little k6 that hardly uses
 * the CPU waits for it as long as everybody, and a target on the same machine does too. What such a run keeps, it keeps in spite of that, and
 * what even its quickest answer misses is the target's.
 */
export function waitingDoubt(
  { waitedShare, waitedMs, loadMs }: CpuUse,
  { limits, figures }: { readonly limits: readonly JudgedLimit[]; readonly figures: Readings },
): Invalidity | undefined {
  const failed = limits.filter(({ verdict }) => verdict === 'FAIL');
  if (failed.length === 0 || !failed.every((limit) => mayBeWaits(limit, failed, figures))) return undefined;
  if (waitedShare === null || waitedShare <= mostWaited || waitedMs < leastPart * loadMs) return undefined;
  return {
    cause: 'generator',
    message: `k6's threads waited for a core for ${Math.round(waitedShare * 100)} % of the time in which they were ready to run, and only times and rates are missed, which such waits make worse: the machine was busy with something else. Make the run when a core is free, or give generator and target a machine each.`,
  };
}

function mayBeWaits(limit: JudgedLimit, failed: readonly JudgedLimit[], figures: Readings): boolean {
  const { metric, overSeconds } = limit;
  const { unit } = metrics[metric];
  if (ofTheSlowest.has(metric)) return failed.some((other) => isTime(other) && !ofTheSlowest.has(other.metric));
  if (isTime(limit)) return quickestKeeps(limit, figures);
  return unit === '1/s' || overSeconds !== undefined || metric === 'throughput_share' || metric === 'largest_load';
}

const isTime = ({ metric }: JudgedLimit): boolean => metrics[metric].unit === 'ms' || metrics[metric].unit === 'us';

function quickestKeeps(limit: JudgedLimit, figures: Readings): boolean {
  const bound = limit.warn ?? limit.pass;
  return bound !== undefined && meets(figures[keyOf(limit)]?.min ?? 0, bound);
}
