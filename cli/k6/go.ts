import { coerce, gte } from 'semver';
import { runCommand } from '../run-command';

/** What k6 v2 and tools/go.mod ask for. */
export const oldestGo = '1.25';

/** Reads what `go env GOVERSION` prints, `go1.26.8`; undefined when it is something else. */
export const parseGoVersion = (text: string): string | undefined =>
  /^go\d/.test(text) ? coerce(text)?.version : undefined;

export const canBuildK6 = (version: string): boolean => gte(version, `${oldestGo}.0`);

/** The installed Go. `problem` says what to do when it is missing or too old. */
export async function findGo(): Promise<{ readonly version: string; readonly problem: string | undefined }> {
  const { stdout, failure } = await runCommand({ file: 'go', args: ['env', 'GOVERSION'], timeoutMs: 20_000 });
  const version = parseGoVersion(stdout);
  const wanted = `k6 is built by Go ${oldestGo} or newer: install it from https://go.dev/dl`;
  if (failure !== undefined || version === undefined)
    return { version: 'none', problem: `There is no Go (${failure ?? 'an unknown answer'}). ${wanted}.` };
  const printed = stdout.trim();
  return { version: printed, problem: canBuildK6(version) ? undefined : `${printed} is too old. ${wanted}.` };
}
