import { spawn } from 'node:child_process';

/**
 * Waits for its standard input to end, which it does when loadmark is gone, however it went (SIGKILL too), and then ends the process
 * as the watchdog would: SIGTERM, so that it can write its summary, and SIGKILL ten seconds later.
 */
const guard = `
read -r _
kill -TERM "$1" 2>/dev/null || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" 2>/dev/null || exit 0; done
kill -KILL "$1" 2>/dev/null`;

/**
 * Sees to it that a process does not outlive loadmark.
 * @returns ends the guard; to be called when the process is gone, before its number can belong to another.
 */
export function guardProcess(pid: number): () => void {
  const child = spawn('/bin/sh', ['-c', guard, 'loadmark-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', () => {});
  child.unref();
  const killNow = () => kill(pid);
  // An exception of loadmark's own, or process.exit(): quicker than the guard.
  process.once('exit', killNow);
  return () => {
    process.off('exit', killNow);
    // The group: the guard may have a `sleep` of its own.
    if (child.pid !== undefined) kill(-child.pid);
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
