import { nameOf, scenarioFiles } from '../../build.mjs';
import { describeQuantity } from '../../lib/gate/limit';
import { type CatalogueEntry, type CatalogueLimit, readCatalogue } from '../catalogue/catalogue';
import { sourceOf } from '../catalogue/script';
import { findProject } from '../project/project';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { type AddCommand, formatExamples } from './context';

const examples = formatExamples([
  ['loadmark list', 'for people'],
  ['loadmark list ws-50', 'one of them'],
  ['loadmark list --json', 'for programs: every limit with its metric, bound and least number of samples'],
]);

export const addList: AddCommand = (program, { terminal }) => {
  program
    .command('list')
    .description('Show scenarios: what each asks, its load and its limits.')
    .argument('[name]', 'one scenario; by default all of this folder')
    .option('--built-in', 'the built-in scenarios, in a project of your own')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action((name: string | undefined, options: ListOptions) => listScenarios(terminal, name, options));
};

interface ListOptions {
  readonly builtIn?: true;
  readonly json?: true;
}

async function listScenarios(terminal: Terminal, name: string | undefined, { builtIn, json }: ListOptions) {
  const entries = await entriesOf(name, builtIn === true);
  terminal.out(json ? `${JSON.stringify(entries, null, 2)}\n` : entries.map(formatEntry).join('\n'));
}

/** @throws UsageError where there is none. */
async function entriesOf(name: string | undefined, builtIn: boolean): Promise<CatalogueEntry[]> {
  const project = await findProject();
  if (builtIn) return readCatalogue(scenarioFiles().filter(isCalled(name)));
  const own = project.scenarios.filter(isCalled(name));
  if (own.length > 0) return readCatalogue(own, project.folder);
  if (name !== undefined) return readCatalogue([sourceOf(name, project)]);
  throw new UsageError(
    `There is no scenario in ${project.scenarioFolder}: \`loadmark init\` writes two, and \`loadmark list --built-in\` shows those that loadmark brings.`,
  );
}

const isCalled = (name: string | undefined) => (file: string) => name === undefined || nameOf(file) === name;

/** One scenario for people. */
export function formatEntry(entry: CatalogueEntry): string {
  const { name, system, question, load, limits, needsExtension, prerequisite } = entry;
  const needs = [
    ...(needsExtension ? ['the k6 that `loadmark k6` builds'] : []),
    ...(prerequisite ? [prerequisite] : []),
  ];
  const rows = limits.map((limit) => [limit.row, limit.title, formatBound(limit)] as const);
  const width = Math.max(...rows.map(([, title]) => title.length));
  return [
    `${name} (${system})${needs.length > 0 ? `, needs ${needs.join(' and ')}` : ''}`,
    `  ${question}`,
    `  load: ${load.describe}`,
    ...rows.map(([row, title, bound]) => `  ${row}  ${title.padEnd(width)}  ${bound}`),
    '',
  ].join('\n');
}

function formatBound({ metric, statistic, overSeconds, pass, warn, needs }: CatalogueLimit): string {
  const per = overSeconds === null ? '' : ' per second';
  const bound = pass ? ` ${pass.op} ${describeQuantity(pass.value)}` : ', reported';
  const warning = warn ? ` (WARNING ${warn.op} ${describeQuantity(warn.value)})` : '';
  return `${metric} ${statistic}${per}${bound}${warning}${needs ? `, needs ${needs}` : ''}`;
}
