import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../../../build.mjs';

/** What each file imports, types among it: files of the project by their paths, everything else by its name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Source files below folders of the project, declarations left out. */
export const filesBelow = (...folders: readonly string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => posix.join(folder, file)),
    )
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/\.d\.m?ts$/.test(file))
    .sort();

export interface GraphOptions {
  /** Imports of types only are left out: they are gone when the code runs. */
  readonly atRunTime?: boolean;
}

export function readImportGraph(folders: readonly string[], { atRunTime = false }: GraphOptions = {}): ImportGraph {
  const files = filesBelow(...folders);
  const known = new Set(files);
  return new Map(files.map((file) => [file, importsOf(file, atRunTime).map((name) => resolved(file, name, known))]));
}

function importsOf(file: string, atRunTime: boolean): string[] {
  const source = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements = [
    ...source.matchAll(/^(?:import|export)\b[^'";]*?from\s+'([^']+)'/gm),
    ...source.matchAll(/^import\s+'([^']+)'/gm),
    ...source.matchAll(/\bimport\('([^']+)'\)/g),
  ];
  const isOfTypes = (text: string) =>
    /^(?:import|export) type\b|^(?:import|export)\s*\{(?:\s*type [^,}]+,?)+\s*\}/.test(text);
  return statements.filter(([text]) => !(atRunTime && isOfTypes(text))).map(([, name = '']) => name);
}

function resolved(from: string, name: string, known: ReadonlySet<string>): string {
  if (!name.startsWith('.')) return name;
  const path = posix.join(dirname(from), name);
  return [path, `${path}.ts`, `${path}/index.ts`].find((file) => known.has(file)) ?? path;
}

/** A file, and all that is loaded with it. */
export function reachable(graph: ImportGraph, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const imported of graph.get(file) ?? []) reachable(graph, imported, seen);
  return seen;
}

/** Files that import each other in a circle, each circle once, as it was found; empty where there is none. */
export function circlesIn(graph: ImportGraph): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at !== -1) circles.push([...path.slice(at), file].join(' -> '));
    if (at !== -1 || done.has(file)) return;
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
