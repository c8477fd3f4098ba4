// What every bundle is made from, and what it says of itself.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of loadmark, with a slash at its end: a checkout, or what an installed package has compiled. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Whether this is a package that npm installed, and no checkout: then it has JavaScript only, and nothing is written into it. */
export const isInstalled = !existsSync(join(root, 'cli', 'main.ts'));

/** Every scenario's source file, as an absolute path: the folder is the registry. */
export const scenarioFiles = () =>
  readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(root, 'scenarios', file));

/**
 * Name of a scenario: that of its file.
 * @param {string} file
 */
export const nameOf = (file) => basename(file, extname(file));

/**
 * What handleSummary writes into a result.
 * @param {string} [folder] whose commit it is: that of the project which the scenarios belong to.
 * @returns {import('../lib/report/result').BuildInfo}
 */
export const buildInfo = (folder = root) => ({
  loadmark: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  commit: commitOf(folder),
});

/** @param {string} folder */
function commitOf(folder) {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
