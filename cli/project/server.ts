import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration } from '../duration';
import { httpGet } from '../http-get';
import { localTarget } from '../target-guard';
import { UsageError } from '../usage-error';
import type { Testbed } from './define-config';

export interface ServerRequest {
  readonly testbed: Testbed;
  /** In which its command runs. */
  readonly folder: string;
  /** What it serves; undefined: loadmark's usual local target. */
  readonly target: string | undefined;
  readonly note: (line: string) => void;
}

/** A server of the project's own, which is ready. */
export interface Server {
  /** Ends what was started, with everything that it started itself; a server that was there before stays. */
  stop(): Promise<void>;
}

const usualTimeoutMs = 30_000;
const pauseMs = 100;
const stopMs = 5_000;

/**
 * Starts the server of a project and waits until it is ready.
 * @throws UsageError when it ends before, or is not ready in time.
 */
export async function startServer({ testbed, folder, target = localTarget, note }: ServerRequest): Promise<Server> {
  const { command, ready = target, timeoutMs = usualTimeoutMs } = testbed;
  const url = new URL(ready);
  if (await isReady(url)) {
    note(`something listens at ${url.host} already: \`${command}\` is not started`);
    return { stop: async () => {} };
  }
  // In a group of its own, which is ended as a whole: a shell passes no signal on. Its output is not a result.
  const child = spawn(command, { cwd: folder, shell: true, detached: true, stdio: ['ignore', 2, 2] });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  });
  const unguard = endWithLoadmark(() => signalGroup(child.pid, 'SIGTERM'));
  const stop = async () => {
    unguard();
    await endGroup(child.pid, ended);
  };
  const over = new AbortController();
  const late = delay(timeoutMs, `it was not ready within ${formatDuration(timeoutMs)}`, over).catch(() => '');
  const problem = await Promise.race([untilReady(url, over.signal), ended, late]);
  over.abort();
  if (problem === undefined) return { stop };
  await stop();
  throw new UsageError(`\`${command}\` does not serve ${ready}: ${problem}. Nothing was sent.`);
}

async function untilReady(url: URL, signal: AbortSignal): Promise<undefined> {
  while (!signal.aborted && !(await isReady(url))) await delay(pauseMs);
}

/** Over HTTP where it is asked for, with any status; otherwise as soon as something listens. */
const isReady = (url: URL): Promise<boolean> =>
  /^https?:$/.test(url.protocol) ? answers(url) : listens(url.hostname, Number(url.port) || defaultPort(url));

const answers = (url: URL): Promise<boolean> =>
  httpGet(url, 1_000).then(
    () => true,
    () => false,
  );

const defaultPort = ({ protocol }: URL): number => (protocol === 'wss:' ? 443 : 80);

const listens = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A signal that comes while no k6 runs would end loadmark alone. @returns what ends this. */
function endWithLoadmark(end: () => void): () => void {
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
  const listeners = Object.entries(signals).map(([signal, exitCode]) => {
    const listener = () => {
      // Otherwise a run is watched, which ends in good order.
      if (process.listenerCount(signal) > 1) return;
      end();
      process.exit(exitCode);
    };
    process.on(signal, listener);
    return () => void process.off(signal, listener);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}

async function endGroup(pid: number | undefined, ended: Promise<unknown>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  await Promise.race([ended, delay(stopMs, undefined, { ref: false })]);
  // What the shell started may have taken no notice.
  signalGroup(pid, 'SIGKILL');
}
