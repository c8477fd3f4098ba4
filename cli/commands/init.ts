import { resolve } from 'node:path';
import { initialize } from '../init/init';
import { nextSteps } from '../init/next-steps';
import { type AddCommand, formatExamples } from './context';

const examples = formatExamples([
  ['loadmark init', 'in this folder, empty or not'],
  ['loadmark init load-tests', 'in a folder below it'],
]);

export const addInit: AddCommand = (program, { terminal }) => {
  program
    .command('init')
    .description('Write two scenarios to start from, and what they need. It asks nothing and overwrites nothing.')
    .argument('[folder]', 'where; by default this folder')
    .addHelpText('after', examples)
    .action(async (given: string | undefined) => {
      const folder = resolve(given ?? '.');
      const written = initialize(folder);
      const width = Math.max(...written.map(({ path }) => path.length));
      for (const { path, state, purpose } of written)
        terminal.out(`${state.padEnd(8)}  ${path.padEnd(width)}  ${purpose}\n`);
      terminal.out(`\n${(await nextSteps(folder, given)).join('\n')}\n`);
    });
};
