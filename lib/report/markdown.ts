import { detailsOf } from './details';
import { cellsOf, describeRun, joinBlocks, toEntities } from './format';
import type { Result } from './result';

const columns = ['Verdict', 'Row', 'Limit', 'Measured', 'Bound', 'Samples', 'Notes'];

/** The verdict for a pull request or the step summary of a pipeline, in GitHub's Markdown. Ends with a newline. */
export function toMarkdown(result: Result): string {
  const { scenario, verdict, limits, invalidities } = result;
  const table = [columns, columns.map(() => '---'), ...limits.map(cellsOf)];
  return joinBlocks([
    [`## ${escaped(scenario)}: ${verdict}`],
    [escaped(describeRun(result))],
    invalidities.map(({ cause, message }) => `- **${cause}**: ${escaped(message)}`),
    table.map((cells) => `| ${cells.map(escaped).join(' | ')} |`),
    detailsOf(result).map(([label, text]) => `- ${label}: ${escaped(text)}`),
  ]);
}

/** On one line, and without markup: titles, targets and messages come from outside. A `<` before a space is none. */
const escaped = (text: string): string => toEntities(text.replace(/\s+/g, ' '), /[&|`*[\]\\~]|<(?=\S)/g);
