import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Cores that k6 may use at the same time: those of the machine, the container's quota, or GOMAXPROCS, whichever is least. */
export function coresForK6(environment: Readonly<Record<string, string | undefined>>): number {
  const limits = [availableParallelism(), readQuota(), Number(environment.GOMAXPROCS || Number.POSITIVE_INFINITY)];
  return Math.min(...limits.filter((cores) => cores > 0));
}

/** CPU quota of this control group; infinite where there is none. */
function readQuota(): number {
  try {
    return parseQuota(readFileSync('/sys/fs/cgroup/cpu.max', 'utf8'));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Reads `cpu.max` of cgroup v2: a quota and a period in microseconds, `200000 100000` for two cores, or `max 100000`. */
export function parseQuota(text: string): number {
  const [quota, period] = text.trim().split(' ').map(Number);
  return quota && period ? quota / period : Number.POSITIVE_INFINITY;
}
