import type { LimitVerdict, Verdict } from '../gate/verdict';
import { detailsOf } from './details';
import { cellsOf, describeRun, joinBlocks } from './format';
import type { Result } from './result';

const colours: Readonly<Partial<Record<Verdict | LimitVerdict, number>>> = { PASS: 32, WARNING: 33, FAIL: 31 };
const otherColour = 36;

/**
 * The verdict for a terminal: a line for the run, one for each limit, then what explains them. Ends with a newline.
 * @param options.colour verdict words in ANSI colours.
 */
export function toText(result: Result, { colour }: { readonly colour: boolean }): string {
  const { scenario, verdict, limits, invalidities } = result;
  const painted = (line: string, word: Verdict | LimitVerdict) =>
    colour ? line.replace(word, `\x1b[${colours[word] ?? otherColour}m${word}\x1b[0m`) : line;
  const rows = aligned(tellOnce(limits.map(cellsOf)));
  return joinBlocks([
    [`${scenario}: ${painted(verdict, verdict)}  ${describeRun(result)}`],
    limits.map(({ verdict }, index) => painted(rows[index] ?? '', verdict)),
    aligned(detailsOf(result)),
    aligned(
      invalidities.map(({ cause, message }) => [`${verdict === 'INVALID' ? verdict : 'doubt'}: ${cause}`, message]),
    ),
  ]);
}

/** Rows often share a note; once is enough. */
function tellOnce(rows: readonly string[][]): string[][] {
  const notes = rows.map((row) => row.at(-1));
  return rows.map((row, index) => (notes.indexOf(row.at(-1)) < index ? row.slice(0, -1) : row));
}

/** Indents, and pads each column to its widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, { length }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, length);
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
