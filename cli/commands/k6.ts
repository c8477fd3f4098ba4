import { formatDuration } from '../duration';
import { buildK6 } from '../k6/build';
import { findK6, MissingK6 } from '../k6/find';
import { findProject } from '../project/project';
import { type AddCommand, formatExamples } from './context';

const examples = formatExamples([
  ['loadmark k6', 'the k6 that `loadmark run` takes; built if there is none'],
  ['loadmark k6 --build', 'the tested version, whatever there is'],
]);

export const addK6: AddCommand = (program, { terminal }) => {
  program
    .command('k6')
    .description('Find the k6 that runs are made with, or build it with Go: about four minutes the first time.')
    .option('--build', 'build the tested version, even if there is another')
    .addHelpText('after', examples)
    .action(async ({ build }: { readonly build?: true }) => {
      const { builtK6 } = await findProject();
      const find = () => findK6(undefined, process.env, builtK6);
      const found = build ? undefined : await find().catch(onlyMissing);
      const startedAtMs = performance.now();
      if (found === undefined) await buildK6(terminal.note, builtK6);
      const { path, version, source } = found ?? (await find());
      const took = found ? '' : `, built in ${formatDuration(performance.now() - startedAtMs)}`;
      terminal.out(`k6 ${version} at ${path} (${source}${took})\n`);
    });
};

function onlyMissing(error: unknown): undefined {
  if (!(error instanceof MissingK6)) throw error;
}
