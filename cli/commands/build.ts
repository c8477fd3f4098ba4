import { resolve } from 'node:path';
import { buildScenarios } from '../../build.mjs';
import { findProject } from '../project/project';
import { UsageError } from '../usage-error';
import { type AddCommand, formatExamples } from './context';

const examples = formatExamples([
  ['loadmark build', 'into dist/, in a project of your own into load/dist/'],
  ['loadmark build --out /tmp/bundles', 'elsewhere; what is there stays'],
]);

export const addBuild: AddCommand = (program, { terminal }) => {
  program
    .command('build')
    .description('Bundle every scenario of this folder, for `k6 run`, k6 Cloud and k6-operator.')
    .option('--out <folder>', 'where the bundles go')
    .addHelpText('after', examples)
    .action(async ({ out }: { readonly out?: string }) => {
      const { folder, scenarios, scenarioFolder, bundles, isLoadmark } = await findProject();
      if (scenarios.length === 0)
        throw new UsageError(`There is no scenario in ${scenarioFolder}: \`loadmark init\` writes two.`);
      const outdir = out === undefined ? bundles : resolve(out);
      // Only a folder that nothing else is in is emptied.
      const { outputs } = await buildScenarios({ files: scenarios, outdir, folder, empty: isLoadmark && !out });
      for (const [file, { bytes }] of Object.entries(outputs))
        terminal.out(`${file}  ${(bytes / 1000).toFixed(1)} kB with its source map\n`);
    });
};
