import * as v from 'valibot';
import { withoutQueries } from '../../lib/environment/without-queries';
import { parseDuration } from '../duration';
import { emptyConfig } from '../paths';
import { runCommand } from '../run-command';
import { UsageError } from '../usage-error';
import type { Environment } from './environment';
import { messageOf, parseLogLine } from './log';

/** What k6 says about a script before it is run. */
export interface Inspection {
  /** When k6 will have stopped every executor at the latest, counted from the start of the load: maxDuration and gracefulStop. */
  readonly totalDurationMs: number;
  /** How long k6 took to load the script. */
  readonly loadingMs: number;
}

const inspectTimeoutMs = 60_000;

/**
 * Lets k6 load the script in the environment of the run, without any load.
 * @throws UsageError when the script does not load: a wrong setting, an unknown module, a syntax error.
 */
export async function inspectScript(k6: string, script: string, environment: Environment): Promise<Inspection> {
  const startedAtMs = performance.now();
  const said = ['--config', emptyConfig, '--include-system-env-vars', '--log-format', 'json'];
  const args = ['inspect', '--execution-requirements', ...said, script];
  const { code, stdout, stderr, failure } = await runCommand({
    file: k6,
    args,
    environment,
    timeoutMs: inspectTimeoutMs,
  });
  if (failure === 'TIMEOUT')
    throw new UsageError(
      `${script} did not load within ${inspectTimeoutMs / 1000} s: its init code does not end. Nothing was sent.`,
    );
  if (code !== 0) throw new UsageError(`${reasonOf(stderr)}\nk6 could not load the script, so nothing was sent.`);
  return { totalDurationMs: parseTotalDuration(stdout), loadingMs: performance.now() - startedAtMs };
}

const requirements = v.pipe(v.string(), v.parseJson(), v.object({ totalDuration: v.string() }));

/** Milliseconds. @throws Error when k6 printed another form than v2 does. */
export function parseTotalDuration(text: string): number {
  const { success, output, issues } = v.safeParse(requirements, text);
  const totalDurationMs = success ? parseDuration(output.totalDuration) : undefined;
  if (totalDurationMs !== undefined) return totalDurationMs;
  const came = success ? JSON.stringify(output.totalDuration) : issues[0].message;
  throw new Error(`\`k6 inspect\` must give a totalDuration such as "1m14.5s", but came: ${came}.`);
}

/** The last error that k6 logged, without its stack. */
function reasonOf(stderr: string): string {
  const errors = stderr
    .split('\n')
    .map(parseLogLine)
    .filter((entry) => entry?.level === 'error');
  const last = errors.at(-1);
  return withoutQueries(last ? messageOf(last) : stderr.trim());
}
