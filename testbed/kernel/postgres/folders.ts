import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
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
  if (watchdog === undefined ? ageOf(folder) < graceMs : isAlive(watchdog)) return;
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
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether it is that server and not another process that was given its number since. Not known where there is no /proc. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
