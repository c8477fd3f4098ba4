import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { variables } from '../../../lib/environment/variables';
import { cliVariables } from '../../../tools/docs/cli-variables';
import { readText } from './read-documents';

/** Variables that the command line reads by name. */
const readByCli = (): string[] => {
  const files = readdirSync(join(root, 'cli'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.flatMap((file) => [
    ...readText(join('cli', file)).matchAll(/\b(?:env|environment|inherited|given)\.([A-Z][A-Z\d_]+)\b/g),
  ]);
  return [...new Set(found.map(([, name = '']) => name))];
};

it('the table of variables has every one that the command line reads, and no other', () => {
  const own = readByCli().filter((name) => !(name in variables));
  expect(own.sort()).toEqual(Object.keys(cliVariables).sort());
});
