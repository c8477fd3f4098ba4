import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, root, scenarioFiles } from '../../build.mjs';
import { bundles } from '../paths';

/** What goes into every bundle, as far as it is there. */
const shared = ['lib', 'systems', 'thresholds', 'build', 'build.mjs', 'package.json'];

/** Names of the scenarios whose bundle is missing or older than something that it was made of. */
export function findStaleBundles(): string[] {
  const sharedAtMs = Math.max(...shared.map((path) => newestBelow(join(root, path))));
  return scenarioFiles()
    .map((file) => ({ name: nameOf(file), changedAtMs: Math.max(sharedAtMs, changedAt(file) ?? 0) }))
    .filter(({ name, changedAtMs }) => (changedAt(join(bundles, `${name}.js`)) ?? 0) < changedAtMs)
    .map(({ name }) => name);
}

function newestBelow(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(...files.map((file) => changedAt(join(path, file)) ?? 0));
}

const changedAt = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
