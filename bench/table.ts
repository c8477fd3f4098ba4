import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildInfo, root } from '../build.mjs';
import type { BenchLoad } from './loads';
import type { Cost } from './measure';

/** One load, both sides, in the order of their rounds. */
export interface Row {
  readonly load: BenchLoad;
  readonly library: readonly Cost[];
  readonly handWritten: readonly Cost[];
}

/**
 * docs/benchmarks.md with these figures: medians, and the median of the ratios of each round.
 * @param names of all loads, in their order.
 * @param before the document as it was: the row of a load that was not run now stays, with the commit that it was made with.
 */
export function toMarkdown(rows: readonly Row[], names: readonly string[], before: string): string {
  const k6 = execFileSync(join(root, '.k6/k6'), ['version'], { encoding: 'utf8' }).trim();
  const made = new Map(rows.map((row) => [row.load.name, line(row)]));
  const kept = (name: string) => before.split('\n').find((text) => text.startsWith(`| ${name} |`));
  const start = before.indexOf(madeBy);
  if (start < 0)
    throw new Error(`docs/benchmarks.md has no paragraph that begins with "${madeBy}": put it before the table.`);
  return [
    `${before.slice(0, start)}${madeBy} with ${k6}, Node ${process.version}, on ${cpus().length} cores`,
    `(${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB; the server ran on the same cores.`,
    '',
    '| load | rounds | CPU library | CPU by hand | ratio | memory library | memory by hand | ratio | CPU each, library | commit |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...names.flatMap((name) => made.get(name) ?? kept(name) ?? []),
    '',
  ].join('\n');
}

/** The figures begin with this paragraph; the text before it is written by hand. */
const madeBy = 'Made by `npm run bench -- --write`';

function line({ load, library, handWritten }: Row): string {
  const cpu = (cost: Cost) => cost.cpuSeconds;
  const memory = (cost: Cost) => cost.peakMemoryMB;
  const ratio = (figure: (cost: Cost) => number) =>
    median(library.map((cost, round) => figure(cost) / figure(handWritten[round] ?? cost)));
  const of = (costs: readonly Cost[], figure: (cost: Cost) => number) => median(costs.map(figure));
  const cells = [
    load.name,
    library.length,
    `${of(library, cpu).toFixed(2)} s`,
    `${of(handWritten, cpu).toFixed(2)} s`,
    ratio(cpu).toFixed(2),
    `${of(library, memory).toFixed(0)} MB`,
    `${of(handWritten, memory).toFixed(0)} MB`,
    ratio(memory).toFixed(2),
    `${((of(library, cpu) / load.units.count) * 1000).toFixed(2)} ms a ${load.units.name}`,
    buildInfo().commit.slice(0, 8),
  ];
  return `| ${cells.join(' | ')} |`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}
