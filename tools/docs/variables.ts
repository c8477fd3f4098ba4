import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';
import { variables } from '../../lib/environment/variables';
import { cliVariables } from './cli-variables';
import { readDocstrings } from './docstrings';
import { code, toTable } from './table';

/** Every variable that a scenario reads. */
export function variableTable(): string {
  const meanings = readDocstrings(readFileSync(join(root, 'lib/environment/variables.ts'), 'utf8'), 'variables');
  return toTable(
    ['variable', 'expects', 'default', 'meaning'],
    Object.entries(variables).map(([name, { expects }]) => {
      const meaning = meanings.get(name);
      return [code(name), expects, meaning?.default ?? '', meaning?.text ?? ''];
    }),
  );
}

/** Every variable that the command line reads for itself. */
export const cliVariableTable = (): string =>
  toTable(
    ['variable', 'default', 'meaning'],
    Object.entries(cliVariables).map(([name, meaning]) => [code(name), meaning.default, meaning.what]),
  );
