import { describeQuantity } from '../../lib/gate/limit';
import { type CatalogueEntry, type CatalogueLimit, readCatalogue } from '../catalogue/catalogue';
import type { Terminal } from '../terminal';
import { type AddCommand, formatExamples } from './context';

const examples = formatExamples([
  ['loadmark list', 'for people'],
  ['loadmark list --json', 'for programs: every limit with its metric, bound and least number of samples'],
]);

export const addList: AddCommand = (program, { terminal }) => {
  program
    .command('list')
    .description('Show every scenario: what it asks, its load and its limits.')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(({ json }: { readonly json?: true }) => listScenarios(terminal, json === true));
};

async function listScenarios(terminal: Terminal, json: boolean): Promise<void> {
  const entries = await readCatalogue();
  terminal.out(json ? `${JSON.stringify(entries, null, 2)}\n` : entries.map(formatEntry).join('\n'));
}

/** One scenario for people. */
export function formatEntry(entry: CatalogueEntry): string {
  const { name, system, question, load, limits, needsExtension, prerequisite } = entry;
  const needs = [
    ...(needsExtension ? ['the k6 that `npm run k6` builds'] : []),
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
