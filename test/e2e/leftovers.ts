import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of k6 processes that this checkout started and that still run. Empty where there is no /proc to look at. */
export function leftovers(): string[] {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return pids.map(commandLine).filter((command) => command.includes('/.k6/k6 ') && command.includes('loadmark-e2e-'));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
