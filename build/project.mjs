// What every bundle is made from, and what it says of itself.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Every scenario's source file, as an absolute path: the folder is the registry. */
export const scenarioFiles = () =>
  readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(root, 'scenarios', file));

/**
 * What handleSummary writes into a result.
 * @returns {import('../lib/report/result').BuildInfo}
 */
export const buildInfo = () => ({
  loadmark: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  commit: commit(),
});

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
