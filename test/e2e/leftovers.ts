import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Other processes with a mark in their environment, as command lines: every process that a run starts inherits the run's results
 * folder. Empty where there is no /proc to look at.
 */
export function leftovers(mark: string): string[] {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  } catch {
    return [];
  }
  return pids
    .filter((pid) => fileOf(pid, 'environ').includes(mark))
    .map((pid) => fileOf(pid, 'cmdline').replaceAll('\0', ' '));
}

/** The same, but processes that are about to end get this time for it. */
export async function leftoversAfter(ms: number, mark: string): Promise<string[]> {
  for (const untilMs = performance.now() + ms; ; await delay(50)) {
    const left = leftovers(mark);
    if (left.length === 0 || performance.now() > untilMs) return left;
  }
}

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
