import { variableMeanings } from '../../lib/environment/variable-meanings';
import { variables } from '../../lib/environment/variables';
import { cliVariables } from './cli-variables';
import { code, toTable } from './table';

/** Every variable that a scenario reads. */
export const variableTable = (): string =>
  toTable(
    ['variable', 'expects', 'default', 'meaning'],
    Object.entries(variableMeanings).map(([name, meaning]) => [
      code(name),
      variables[name as keyof typeof variables].expects,
      meaning.default,
      meaning.what,
    ]),
  );

/** Every variable that the command line reads for itself. */
export const cliVariableTable = (): string =>
  toTable(
    ['variable', 'default', 'meaning'],
    Object.entries(cliVariables).map(([name, meaning]) => [code(name), meaning.default, meaning.what]),
  );
