import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { emptyConfig } from '../paths';
import type { Environment } from './environment';
import type { Exit } from './exit-words';
import { startGuard } from './guard';

/** A running k6. */
export interface RunningK6 {
  readonly pid: number;
  readonly log: Readable;
  /** Settles when the process is gone and its log has been read to its end. */
  readonly ended: Promise<Exit>;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Starts k6. It is in a process group of its own, because Ctrl-C in a terminal signals the whole group, and the second signal makes k6
 * exit without a summary. It does not outlive loadmark: see `startGuard`.
 * @param restPort for its REST API on the loopback interface.
 */
export function startK6(k6: string, script: string, environment: Environment, restPort: number): RunningK6 {
  const address = `127.0.0.1:${restPort}`;
  const log = ['--log-format', 'json', '--log-output', 'stderr', '--no-color'];
  const args = ['run', '--quiet', '--config', emptyConfig, '--include-system-env-vars', '--address', address];
  const guard = startGuard(`--address ${address} `);
  const child = spawn(k6, [...args, ...log, script], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  // A pid is missing when the binary vanished after it was checked: the `error` event says so.
  const pid = child.pid ?? 0;
  if (pid > 0) guard.watch(pid);
  const ended = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  }).finally(guard.release);
  return { pid, log: child.stderr, ended, signal: (signal) => void child.kill(signal) };
}
