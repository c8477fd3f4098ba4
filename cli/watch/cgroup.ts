import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

type ReadText = (file: string) => string | undefined;

const mount = '/sys/fs/cgroup';

/** The control groups that limit a process, its own and those above it. @param read for tests: undefined for a file that is not there. */
export function groupsOf(pid: number | 'self', read: ReadText = readText): Group[] {
  const lines = (read(`/proc/${pid}/cgroup`) ?? '').trim().split('\n');
  return lines
    .flatMap((line) => groupOf(line) ?? [])
    .flatMap(({ folder, path, version }) =>
      // Inside a container the group is its own root, wherever the host keeps it.
      upwards(path).map((place) => ({ folder: posix.resolve(folder, `.${place}`), version })),
    );
}

/** Cores, by the smallest quota of the groups; infinite where there is none. */
export const quotaOf = (groups: readonly Group[], read: ReadText = readText): number =>
  Math.min(Number.POSITIVE_INFINITY, ...groups.map((group) => quotaOfOne(group, read)));

/**
 * Time for which the threads of the groups were held back because a quota was used up, those of all cores added up; 0 where the system
 * does not say. It can be asked for when the process is gone.
 */
export const throttledMsOf = (groups: readonly Group[], read: ReadText = readText): number =>
  Math.max(0, ...groups.map((group) => throttledMsOfOne(group, read)));

/** Where the system keeps what it says of a group. */
export interface Group {
  readonly folder: string;
  readonly version: 1 | 2;
}

/** A line of /proc/PID/cgroup: `0::/a/b` of version 2, `4:cpu,cpuacct:/a/b` of version 1. */
function groupOf(line: string): (Group & { readonly path: string }) | undefined {
  const [, id, controllers = '', path = ''] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
  if (id === '0' && controllers === '') return { folder: mount, path, version: 2 };
  return controllers.split(',').includes('cpu') ? { folder: `${mount}/${controllers}`, path, version: 1 } : undefined;
}

/** `/a/b`, `/a` and `/`: a quota of a group holds for those below it. */
function upwards(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => `/${parts.slice(0, parts.length - index).join('/')}`).concat('/');
}

function quotaOfOne({ folder, version }: Group, read: ReadText): number {
  if (version === 2) return parseQuota(read(`${folder}/cpu.max`) ?? '');
  const quota = read(`${folder}/cpu.cfs_quota_us`)?.trim();
  const period = read(`${folder}/cpu.cfs_period_us`)?.trim();
  return parseQuota(Number(quota) > 0 ? `${quota} ${period}` : '');
}

/** Reads `cpu.max` of version 2: a quota and a period in microseconds, `200000 100000` for two cores, or `max 100000`. */
export function parseQuota(text: string): number {
  const [quota, period] = text.trim().split(' ').map(Number);
  return quota && period ? quota / period : Number.POSITIVE_INFINITY;
}

function throttledMsOfOne({ folder, version }: Group, read: ReadText): number {
  const stat = read(`${folder}/cpu.stat`) ?? '';
  if (version === 2) return Number(/^throttled_usec (\d+)$/m.exec(stat)?.[1] ?? 0) / 1000;
  return Number(/^throttled_time (\d+)$/m.exec(stat)?.[1] ?? 0) / 1e6;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
