import { runCommand } from '../cli/run-command';

/** What k6 v2 and tools/go.mod ask for: major, minor. */
export const oldestGo = [1, 25] as const;

/** Reads what `go env GOVERSION` prints, `go1.26.8`; undefined when it is something else. */
export function parseGoVersion(text: string): readonly [major: number, minor: number] | undefined {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

export const isNewEnough = ([major, minor]: readonly [number, number]): boolean =>
  major > oldestGo[0] || (major === oldestGo[0] && minor >= oldestGo[1]);

/** The installed Go. `problem` says what to do when it is missing or too old. */
export async function findGo(): Promise<{ readonly version: string; readonly problem: string | undefined }> {
  const { stdout, failure } = await runCommand({ file: 'go', args: ['env', 'GOVERSION'], timeoutMs: 20_000 });
  const version = stdout.trim();
  const parsed = parseGoVersion(version);
  const wanted = `k6 is built by Go ${oldestGo.join('.')} or newer: install it from https://go.dev/dl`;
  if (failure !== undefined || !parsed)
    return { version: 'none', problem: `There is no Go (${failure ?? 'an unknown answer'}). ${wanted}.` };
  return { version, problem: isNewEnough(parsed) ? undefined : `${version} is too old. ${wanted}.` };
}
