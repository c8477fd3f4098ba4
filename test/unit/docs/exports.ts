import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../build.mjs';
import { readText } from './read-documents';

/** Something that the library's door or a system exports. */
export interface Export {
  readonly name: string;
  /** Relative to the project, as an import names it. */
  readonly from: string;
}

/** Everything that a scenario may import, limits apart. */
export function exportsForScenarios(): readonly Export[] {
  const door = [...readText('lib/index.ts').matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((name) => ({ name: name.replace(/\btype\b/, '').trim(), from: 'lib' })),
  );
  const systems = readdirSync(join(root, 'systems')).flatMap((file) =>
    [...readText(join('systems', file)).matchAll(/^export const (\w+)/gm)].map(([, name = '']) => ({
      name,
      from: `systems/${basename(file, '.ts')}`,
    })),
  );
  return [...door, ...systems];
}
