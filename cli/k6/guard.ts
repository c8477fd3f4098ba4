import { spawn } from 'node:child_process';

/**
 * Reads the id of a process. Then waits for the end of its standard input, which comes when loadmark is gone for any reason (SIGKILL too),
 * and ends the process as the watchdog would: SIGTERM, so that it can write its summary, and SIGKILL ten seconds later. An input that ends
 * without an id means that loadmark ended while it was starting the process, which is then found by its arguments.
 */
const guard = `
read -r pid || {
  sleep 1
  pid=$(ps -A -o pid= -o args= | mark=$1 awk 'index($0, ENVIRON["mark"]) && !/loadmark-guard/ { print $1; exit }')
}
[ -n "$pid" ] || exit 0
read -r _
kill -TERM "$pid" 2>/dev/null || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$pid" 2>/dev/null || exit 0; done
kill -KILL "$pid" 2>/dev/null`;

/** Keeps a process from outliving loadmark. */
export interface Guard {
  watch(pid: number): void;
  /** Ends the guard. The caller does so when the process is gone, before its id can belong to another. */
  release(): void;
}

/**
 * Starts a guard. It starts before the process, because loadmark may be killed in the milliseconds that a start takes.
 * @param mark in the arguments of the process, and of no other.
 */
export function startGuard(mark: string): Guard {
  const child = spawn('/bin/sh', ['-c', guard, 'loadmark-guard', mark], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', () => {});
  // The guard was killed, and nothing reads its input.
  child.stdin.on('error', () => {});
  child.unref();
  let killNow = () => {};
  return {
    watch(pid) {
      child.stdin.write(`${pid}\n`);
      killNow = () => kill(pid);
      // An exception of loadmark's own, or process.exit(): quicker than the guard.
      process.once('exit', killNow);
    },
    release() {
      process.off('exit', killNow);
      // The group: the guard may have a `sleep` of its own.
      if (child.pid !== undefined) kill(-child.pid);
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
