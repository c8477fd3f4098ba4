import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What TypeScript leaves out by itself, as long as nothing else is named. */
const usualExclude = 'node_modules';
const ours = ['load', 'loadmark.config.ts'] as const;

/**
 * What to say where the project's own tsconfig.json takes in what loadmark writes: `tsc` then compiles scenarios as code for Node, and
 * puts JavaScript next to them.
 * @returns undefined where it does not.
 */
export function ownTypes(folder: string): string | undefined {
  const file = join(folder, 'tsconfig.json');
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const include = listIn(text, 'include');
  // "." and "**/*" take in everything; "src" does not.
  const takesAll = include
    ? include.some((path) => /^(?:\.\/?)?(?:$|\*|load\b)/.test(path))
    : listIn(text, 'files') === undefined;
  const excluded = listIn(text, 'exclude');
  if (!takesAll || ours.every((name) => excluded?.some((path) => bare(path) === name))) return undefined;
  const outDir = /"outDir"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  const all = [...(excluded ?? [usualExclude, ...(outDir === undefined ? [] : [outDir])]), ...ours];
  return `Your tsconfig.json takes them in; load/ has a tsconfig of its own. Leave them to it: "exclude": ${JSON.stringify([...new Set(all)])}`;
}

const bare = (path: string): string => path.replace(/^\.\//, '').replace(/\/(?:\*\*(?:\/\*)?)?$/, '');

/** The texts of a list in a tsconfig, which is JSON with comments and so not read as JSON. */
function listIn(text: string, name: string): string[] | undefined {
  const list = new RegExp(`"${name}"\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/"([^"]*)"/g)].map(([, path = '']) => path);
}
