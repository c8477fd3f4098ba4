import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../build.mjs';

/** What each file of lib/ and cli/ imports when it runs: imports of types only are gone. Paths are relative to the project. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** TypeScript files below a folder of the project, declarations left out. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .sort();

export async function readImportGraph(): Promise<ImportGraph> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...filesBelow('lib'), 'cli/main.ts'],
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  return new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.map(({ path }) => path)]));
}

/** A file, and all that is loaded with it. */
export function reachable(graph: ImportGraph, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const imported of graph.get(file) ?? []) reachable(graph, imported, seen);
  return seen;
}
