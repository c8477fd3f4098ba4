import type { Invalidity, JudgedLimit } from '../../lib/gate/verdict';
import { metrics } from '../../lib/metrics/catalogue';
import type { CpuUse } from './saturation';

/** Threads that wait for a core longer than they have one are slowed down to less than half. */
export const mostWaited = 0.5;
/** Of the load: less than this is no part of any time. */
const leastPart = 0.05;

/** Units of what every wait makes worse. */
const ofTime: ReadonlySet<string> = new Set(['ms', 'us', '1/s']);

/**
 * Whether a run that misses nothing but times and rates was made on a machine that was busy with something else: a little k6 that hardly uses
 * the CPU waits for it as long as everybody, and a target on the same machine does too. What such a run keeps, it keeps in spite of that.
 */
export function waitingDoubt(
  { waitedShare, waitedMs, loadMs }: CpuUse,
  limits: readonly JudgedLimit[],
): Invalidity | undefined {
  const failed = limits.filter(({ verdict }) => verdict === 'FAIL');
  if (failed.length === 0 || !failed.every(isOfTime)) return undefined;
  if (waitedShare === null || waitedShare <= mostWaited || waitedMs < leastPart * loadMs) return undefined;
  return {
    cause: 'generator',
    message: `k6's threads waited for a core for ${Math.round(waitedShare * 100)} % of the time in which they were ready to run, and only times and rates are missed, which such waits make worse: the machine was busy with something else. Make the run when a core is free, or give generator and target a machine each.`,
  };
}

const isOfTime = ({ metric, overSeconds }: JudgedLimit): boolean =>
  ofTime.has(metrics[metric].unit) ||
  overSeconds !== undefined ||
  metric === 'throughput_share' ||
  metric === 'largest_load';
