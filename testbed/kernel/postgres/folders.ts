import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** A new folder for a server's data. Removes those of servers that nobody watches over any more, and ends these. */
export function claimFolder(above: string, name: string): string {
  mkdirSync(above, { recursive: true });
  for (const each of readdirSync(above)) removeAbandoned(join(above, each));
  const folder = mkdtempSync(join(above, `${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Removes the folders of this prefix that nobody has changed for this long. */
export function removeOld(above: string, prefix: string, ageMs: number): void {
  const names = readdirSync(above).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(above, name)))
    if (ageOf(folder) > ageMs) rmSync(folder, { recursive: true, force: true });
}

/** A watchdog writes its process id at once; a folder without one is just being filled. */
const graceMs = 120_000;

function removeAbandoned(folder: string): void {
  const watchdog = pidIn(join(folder, 'watchdog'));
  if (watchdog === undefined ? ageOf(folder) < graceMs : watches(watchdog, folder)) return;
  const server = pidIn(join(folder, 'data', 'postmaster.pid'));
  if (server !== undefined && worksIn(server, join(folder, 'data'))) process.kill(server, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function ageOf(folder: string): number {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}

function pidIn(file: string): number | undefined {
  const text = readText(file);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** Whether this process watches over the folder. Where there is /proc, it is not taken for another one that was given its number since. */
function watches(pid: number, folder: string): boolean {
  if (existsSync('/proc/self/cmdline')) return (readText(`/proc/${pid}/cmdline`) ?? '').includes(folder);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether this process is the server of the folder. Not known where there is no /proc. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
