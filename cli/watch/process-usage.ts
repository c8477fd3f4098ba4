import { readdir, readFile } from 'node:fs/promises';
import { runCommand } from '../run-command';

/** What a process has used so far. */
export interface ProcessUsage {
  /** CPU time of all its threads, user and system. */
  readonly cpuMs: number;
  /** Time in which its threads were ready to run but had no core; 0 where the system does not say. */
  readonly waitMs: number;
  /** Linux: the highest resident memory so far. Elsewhere: of this moment. */
  readonly memoryMB: number;
}

/** Linux counts CPU time in these; the kernel fixes their number for programs (USER_HZ). */
const ticksPerSecond = 100;
const bytesPerMB = 1024 * 1024;

/** What several processes have used together. Undefined when all of them are gone or cannot be looked at. */
export async function readUsageOf(pids: readonly number[]): Promise<ProcessUsage | undefined> {
  const usages = (await Promise.all(pids.map(readUsage))).filter((usage) => usage !== undefined);
  if (usages.length === 0) return undefined;
  const sum = (field: keyof ProcessUsage) => usages.reduce((total, usage) => total + usage[field], 0);
  return { cpuMs: sum('cpuMs'), waitMs: sum('waitMs'), memoryMB: sum('memoryMB') };
}

/** Undefined when the process is gone or cannot be looked at. */
export async function readUsage(pid: number): Promise<ProcessUsage | undefined> {
  try {
    if (process.platform !== 'linux') return await askPs(pid);
    const [stat, status, schedstats] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
      readSchedstats(pid),
    ]);
    return parseProc(stat, status, schedstats);
  } catch {
    return undefined;
  }
}

/** The whole process has no schedstat: /proc/PID/schedstat is that of its first thread. */
async function readSchedstats(pid: number): Promise<string[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  // A thread may end between the two, and a kernel may be built without these counters.
  return Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '')),
  );
}

/** Reads /proc/PID/stat, /proc/PID/status and the schedstat of each thread. Undefined for a process that has ended and waits to be reaped: it has no memory. */
export function parseProc(stat: string, status: string, schedstats: readonly string[]): ProcessUsage | undefined {
  // The name, in parentheses, may contain anything; utime and stime are the 12th and 13th fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const peakKB = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (Number.isNaN(ticks) || peakKB === undefined) return undefined;
  // Nanoseconds: run, waited.
  const waitNs = schedstats.reduce((sum, text) => sum + Number(text.split(' ')[1] ?? 0), 0);
  return {
    cpuMs: (ticks / ticksPerSecond) * 1000,
    waitMs: waitNs / 1e6,
    memoryMB: (Number(peakKB) * 1024) / bytesPerMB,
  };
}

async function askPs(pid: number): Promise<ProcessUsage | undefined> {
  const { stdout } = await runCommand({ file: 'ps', args: ['-o', 'time=,rss=', '-p', String(pid)], timeoutMs: 2_000 });
  return parsePs(stdout);
}

/** Reads `[[DD-]HH:]MM:SS[.ss] KILOBYTES`, as the systems that have `ps` print it. */
export function parsePs(text: string): ProcessUsage | undefined {
  const [, days, clock, kilobytes] = /^\s*(?:(\d+)-)?([\d:.]+)\s+(\d+)\s*$/.exec(text) ?? [];
  if (clock === undefined) return undefined;
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days ?? 0) * 86_400;
  return { cpuMs: seconds * 1000, waitMs: 0, memoryMB: (Number(kilobytes) * 1024) / bytesPerMB };
}
