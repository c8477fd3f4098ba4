import type { JudgedLimit } from '../gate/verdict';
import { metrics, type Unit } from '../metrics/catalogue';
import { oncePer } from './once-per';
import type { Result } from './result';

const suffixes: Readonly<Record<Unit, string>> = {
  ms: ' ms',
  us: ' µs',
  MB: ' MB',
  share: ' %',
  count: '',
  '1/s': ' /s',
};

/** A figure with its unit, to three digits; a share as percent. @param exact to all digits. */
export function formatValue(value: number, unit: Unit, exact = false): string {
  const isShare = unit === 'share';
  const scaled = isShare ? value * 100 : value;
  return `${exact ? scaled : isShare ? cut(scaled) : rounded(scaled)}${suffixes[unit]}`;
}

/** Cut after two decimals, so that only all of them are 100 %. */
const cut = (percent: number): number => Math.floor(percent * 100 + 1e-6) / 100;
/** Never fewer digits than stand before the point. */
const rounded = (value: number): number => (Math.abs(value) < 100 ? Number(value.toPrecision(3)) : Math.round(value));

/** What every report says of a limit: verdict, row, title, measured value, bound, number of samples, notes. */
export const cellsOf = oncePer(({ verdict, row, title, value, samples, notes, ...limit }: JudgedLimit): string[] => {
  const { kind, unit } = metrics[limit.metric];
  // k6's `rate` of a counter is per second.
  const isPerSecond = kind === 'counter' && (limit.statistic === 'rate' || limit.overSeconds !== undefined);
  const format = (figure: number, exact = false) => formatValue(figure, isPerSecond ? '1/s' : unit, exact);
  const bounds = [limit.pass, limit.warn].flatMap((bound) => bound ?? []);
  // A value that misses its bound must not look like it.
  const exact = bounds.some(
    (bound) => value !== null && bound.value !== value && format(bound.value) === format(value),
  );
  return [
    verdict,
    row,
    title,
    value === null ? '' : format(value, exact),
    bounds.map((bound) => `${bound.op} ${format(bound.value)}`).join(', warning '),
    value === null ? '' : `n=${samples}`,
    notes.join('; '),
  ];
});

/** Where the load went, how long it took and what it was. */
export const describeRun = ({ target, durationMs, load }: Result): string =>
  `${target}, ${(durationMs / 1000).toFixed(1)} s, ${load.describe}`;

/** Characters that mean something to a format, as numeric entities: XML and Markdown both read those. */
export const toEntities = (text: string, special: RegExp): string =>
  text.replace(special, (character) => `&#${character.charCodeAt(0)};`);

/** Blocks of lines with a blank line between them; empty ones are left out. */
export const joinBlocks = (blocks: readonly (readonly string[])[]): string =>
  `${blocks
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
