import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const lookAgainMs = 200;

/**
 * Acts while no other process does so with the same lock. Test files are processes of their own.
 * @param lock a file that has the id of the process that acts. One that was killed holds nobody up.
 */
export function oneAtATime<T>(lock: string, act: () => T): T {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookAgainMs);
  try {
    return act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    // It may have been given back meanwhile; then it can be taken at the next look.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
