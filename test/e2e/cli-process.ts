import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../build.mjs';
import { leftovers } from './leftovers';

/** A `loadmark` that runs. */
export interface CliProcess {
  /** To its whole process group, as Ctrl-C in a terminal does. */
  signal(signal: NodeJS.Signals): void;
  /** What it has written so far. */
  stdout(): string;
  readonly ended: Promise<CliOutcome>;
}

export interface CliOutcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A folder of one test's own, and a mark on every process that the test starts. */
export interface Bench {
  readonly folder: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): CliProcess;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliOutcome>;
  /** Command lines of the processes of this test that are still there. */
  leftovers(): string[];
  dispose(): void;
}

/** Standard output and error are pipes, as in a pipeline; nothing of the caller's environment but PATH and HOME is passed on. */
export function makeBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-cli-'));
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess => {
    const { PATH = '', HOME = '' } = process.env;
    const startedAtMs = performance.now();
    const child = spawn(process.execPath, [join(root, 'cli', 'bin.mjs'), ...args], {
      cwd: folder,
      env: { PATH, HOME, LOADMARK_CLI_TEST: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const pid = child.pid ?? 0;
    const text = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => {
        text[stream] += chunk;
      });
    const ended = once(child, 'close').then(([exitCode]) => ({
      exitCode,
      ...text,
      seconds: (performance.now() - startedAtMs) / 1000,
    }));
    return { signal: (signal) => void process.kill(-pid, signal), stdout: () => text.stdout, ended };
  };
  return {
    folder,
    start,
    run: (args, env) => start(args, env).ended,
    leftovers: () => leftovers(folder),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits until something is so. @throws Error when it is not within the given time. */
export async function eventually(isSo: () => boolean, withinMs: number): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > deadlineMs) throw new Error(`It was not so within ${withinMs} ms: ${isSo}`);
    await delay(50);
  }
}
