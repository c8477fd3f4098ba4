import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../build.mjs';
import { readText } from './read-documents';

/** Something that a file of lib exports. */
export interface Export {
  readonly name: string;
  /** Relative to the project, and without its ending. */
  readonly file: string;
}

const declaration = /^export (?:const|(?:async )?function|interface|type|class) (\w+)/gm;

/** Everything that lib exports. */
export const exportsOfLib = (): readonly Export[] =>
  readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => join('lib', path).replace(/\.ts$/, ''))
    .flatMap((file) => [...readText(`${file}.ts`).matchAll(declaration)].map(([, name = '']) => ({ name, file })));

/** Where a name is exported. Of several files it takes the one called `hint`. */
export const find = (all: readonly Export[], name: string, hint = ''): Export | undefined =>
  all.find((one) => one.name === name && basename(one.file) === hint) ?? all.find((one) => one.name === name);
