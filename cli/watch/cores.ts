import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { groupsOf, quotaOf } from './cgroup';

/**
 * Cores that k6 may use at the same time: those of the machine, of its processor affinity, of its control group's quota, or of GOMAXPROCS,
 * whichever is least. A script that starts k6 may have given it less than loadmark has, so the processes themselves are asked.
 * @param pids of k6 and of what started it.
 * @param environment that k6 was started with, for a system that does not show it.
 */
export function coresForK6(
  pids: readonly number[],
  environment: Readonly<Record<string, string | undefined>>,
  read: ReadText = readText,
): number {
  const limits = pids.flatMap((pid) => [
    allowedCores(read(`/proc/${pid}/status`) ?? ''),
    quotaOf(groupsOf(pid, read), read),
    maxProcs(read(`/proc/${pid}/environ`)),
  ]);
  const known = [availableParallelism(), Number(environment.GOMAXPROCS), ...limits];
  return Math.min(...known.filter((cores) => cores > 0));
}

type ReadText = (file: string) => string | undefined;

/** Reads `Cpus_allowed_list` of /proc/PID/status: `0-3,8`. */
export function allowedCores(status: string): number {
  const list = /^Cpus_allowed_list:\s*([\d,-]+)$/m.exec(status)?.[1];
  if (list === undefined) return Number.POSITIVE_INFINITY;
  const ranges = list.split(',').map((range) => range.split('-').map(Number));
  return ranges.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0);
}

/** What Go takes as its limit; a text that is no number it ignores. */
function maxProcs(environ: string | undefined): number {
  const value = environ?.split('\0').find((entry) => entry.startsWith('GOMAXPROCS='));
  return Number(value?.slice('GOMAXPROCS='.length) || Number.NaN);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
