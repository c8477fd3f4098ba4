import { relative } from 'node:path';
import type { CatalogueEntry, CatalogueLimit } from '../../cli/catalogue/catalogue';
import { type Bound, describeQuantity, type Need } from '../../lib/gate/limit';
import { type MetricName, metrics } from '../../lib/metrics/catalogue';
import { formatValue } from '../../lib/report/format';
import { code, toTable } from './table';

/** Every scenario: its question, rows, load at its default size, and what it needs. @param folder of the document, relative to the project. */
export const scenarioTable = (entries: readonly CatalogueEntry[], folder: string): string =>
  toTable(
    ['scenario', 'asks', 'rows', 'load at its default size', 'needs'],
    [...entries]
      .sort(byFirstRow)
      .map((entry) => [
        `[${code(entry.name)}](${relative(folder, entry.file)})`,
        questionOf(entry),
        entry.rows.join(' '),
        entry.load.describe,
        needsOf(entry),
      ]),
  );

/** Every limit by its row: which scenario judges it, its metric and bound, and on how many samples at least. */
export function rowTable(entries: readonly CatalogueEntry[]): string {
  const limits = entries.flatMap(({ name, limits }) => limits.map((limit) => ({ ...limit, name })));
  return toTable(
    ['row', 'scenario', 'limit', 'metric', 'bound', 'fewest samples'],
    limits
      .sort((one, other) => one.row.localeCompare(other.row))
      .map(({ name, row, title, metric, statistic, minSamples, ...limit }) => [
        row,
        code(name),
        title,
        `${code(metric)} ${statistic}`,
        boundsOf(metric, limit),
        `${describeQuantity(minSamples)}${limit.needs ? `, with ${code(limit.needs)}` : ''}${limit.where ? `, where there are ${limit.where}` : ''}`,
      ]),
  );
}

/** In the order of the documents. */
const byFirstRow = (one: CatalogueEntry, other: CatalogueEntry): number =>
  (one.rows[0] ?? '').localeCompare(other.rows[0] ?? '') || one.name.localeCompare(other.name);

/** Up to the question mark; remarks may follow it. */
const questionOf = ({ question }: CatalogueEntry): string => question.slice(0, question.indexOf('?') + 1) || question;

function needsOf({ limits, needsExtension, prerequisite }: CatalogueEntry): string {
  const k6 = needsExtension ? 'the k6 of `npm run k6`' : 'stock k6';
  const needs = [...new Set(limits.map((limit) => limit.needs))].filter((need) => need !== null);
  return [k6, ...(prerequisite ? [prerequisite] : []), ...needs.map((need) => needFor(need, limits))].join(', ');
}

function needFor(need: Need, limits: readonly CatalogueLimit[]): string {
  const needing = limits.filter((limit) => limit.needs === need);
  if (needing.length === limits.length) return code(need);
  // Where other limits of a row do without it, the row alone would say too much.
  const isWhole = (row: string) => limits.every((limit) => limit.row !== row || limit.needs === need);
  const parts = needing.map(({ row, title }) => (isWhole(row) ? row : `${row} (${title})`));
  return `${code(need)} for ${[...new Set(parts)].join(' and ')}`;
}

function boundsOf(
  metric: string,
  { overSeconds, pass, warn }: Pick<CatalogueLimit, 'overSeconds' | 'pass' | 'warn'>,
): string {
  const unit = overSeconds === null ? metrics[metric.replace(/\{.*/, '') as MetricName].unit : '1/s';
  const words = ({ op, value }: Bound) =>
    `${op} ${typeof value === 'number' ? formatValue(value, unit) : describeQuantity(value)}`;
  if (!pass) return 'reported';
  return warn ? `${words(pass)}, warning ${words(warn)}` : words(pass);
}
