import { readdirSync, readFileSync } from 'node:fs';

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

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
