import { execFile } from 'node:child_process';

export interface CommandRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeoutMs: number;
}

/** How a short command ended. It is never thrown: the caller knows what a failure means. */
export interface CommandOutcome {
  /** Exit code; null when the command could not be started or was killed after its time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started (`ENOENT`, `EACCES`) or that its time was over (`TIMEOUT`). */
  readonly failure: string | undefined;
}

/** Runs a command that ends by itself. One that does not is killed, and what it started is not waited for. */
export function runCommand({ file, args, environment, cwd, timeoutMs }: CommandRequest): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const options = {
      env: environment ?? process.env,
      ...(cwd !== undefined && { cwd }),
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    execFile(file, [...args], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? null : 0;
      const failure = error?.killed ? 'TIMEOUT' : typeof error?.code === 'string' ? error.code : undefined;
      resolve({ code, stdout, stderr, failure });
    });
  });
}
