import { buildScenarios } from '../../build.mjs';
import type { AddCommand } from './context';

export const addBuild: AddCommand = (program, { terminal }) => {
  program
    .command('build')
    .description('Bundle every scenario into dist/, for `k6 run`, k6 Cloud and k6-operator.')
    .action(async () => {
      const { outputs } = await buildScenarios();
      for (const [file, { bytes }] of Object.entries(outputs))
        terminal.out(`${file}  ${(bytes / 1000).toFixed(1)} kB with its source map\n`);
    });
};
