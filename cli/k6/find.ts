import { resolve } from 'node:path';
import which from 'which';
import { builtK6, testedK6Version } from '../paths';
import { runCommand } from '../run-command';
import { UsageError } from '../usage-error';
import { howToGetK6 } from './install';
import { isNewEnough, oldestVersion, parseExtensions, parseVersion } from './version';

/** A k6 that can be run. */
export interface K6Binary {
  /** Absolute. */
  readonly path: string;
  /** For example `v2.2.0`. */
  readonly version: string;
  /** Modules that stock k6 lacks, such as `k6/x/postgres`. */
  readonly extensions: readonly string[];
  /** Where it was found: an option, a variable, the project or PATH. */
  readonly source: string;
}

/** There is none anywhere, and none was named. */
export class MissingK6 extends UsageError {}

interface Candidate {
  readonly path: string;
  readonly source: string;
}

const versionTimeoutMs = 20_000;
const remedy = `\`loadmark k6 --build\` builds k6 ${testedK6Version}, with which loadmark is tested; --k6 or LOADMARK_K6 names another binary`;

/**
 * The k6 to run: --k6, then LOADMARK_K6, then what `loadmark k6` built, then the first on PATH.
 * @param built where `loadmark k6` puts it, in the project that loadmark works on.
 * @throws UsageError when it is missing, cannot be run or is too old.
 */
export async function findK6(
  option: string | undefined,
  environment: NodeJS.ProcessEnv,
  built: string = builtK6,
): Promise<K6Binary> {
  const { path, source } = chooseK6(option, environment, built);
  const { stdout, failure } = await runCommand({ file: path, args: ['version'], timeoutMs: versionTimeoutMs });
  if (failure !== undefined) throw new UsageError(`k6 cannot be run: ${path} (${source}) gave ${failure}. ${remedy}.`);
  const version = parseVersion(stdout);
  const printed = JSON.stringify(stdout.trim().slice(0, 80));
  if (!version)
    throw new UsageError(
      `${path} (${source}) is not k6: expected \`k6 version\` to print "k6 v2...", but came ${printed}. ${remedy}.`,
    );
  if (!isNewEnough(version))
    throw new UsageError(
      `k6 ${version} at ${path} (${source}) is too old: expected ${oldestVersion} or newer. ${remedy}.`,
    );
  return { path, version, extensions: parseExtensions(stdout), source };
}

/** @throws UsageError where a script needs a module that this k6 does not have. */
export function requireExtensions({ path, source, extensions }: K6Binary, needed: readonly string[]): void {
  const missing = needed.filter((name) => !extensions.includes(name));
  if (missing.length === 0) return;
  throw new UsageError(
    `${path} (${source}) has no ${missing.join(' and no ')}, which the scenario needs, so nothing was sent. \`loadmark k6 --build\` builds k6 ${testedK6Version} with it.`,
  );
}

function chooseK6(option: string | undefined, environment: NodeJS.ProcessEnv, built: string): Candidate {
  const named = environment.LOADMARK_K6;
  if (option) return existing({ path: resolve(option), source: '--k6' });
  if (named) return existing({ path: resolve(named), source: 'LOADMARK_K6' });
  // A checkout's own serves the projects that it is tried on.
  const here = [built, builtK6].find(isExecutable);
  if (here !== undefined) return { path: here, source: 'built by `loadmark k6`' };
  const found = which.sync('k6', { path: environment.PATH ?? '', nothrow: true });
  if (found === null)
    throw new MissingK6(
      `There is no k6: --k6 and LOADMARK_K6 are not set, and there is none at ${built} or on PATH.\n${howToGetK6()}`,
    );
  return { path: resolve(found), source: 'PATH' };
}

function existing(candidate: Candidate): Candidate {
  if (isExecutable(candidate.path)) return candidate;
  throw new UsageError(
    `${candidate.source} names ${candidate.path}, which is no file that can be executed. ${remedy}.`,
  );
}

/** @param path absolute. A folder is not executable here, although one may be entered. */
const isExecutable = (path: string): boolean => which.sync(path, { nothrow: true }) !== null;
