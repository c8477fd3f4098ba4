import type { Stats } from '../stats';

/** A metric of one value, of one for each value of a label, or of one for each pair of values of two labels. */
export type Metric = {
  readonly name: `testbed_${string}`;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
} & (
  | { read(stats: Stats): number }
  | { readonly label: string; read(stats: Stats): Values }
  | { readonly labels: readonly [string, string]; read(stats: Stats): Readonly<Record<string, Values>> }
);

/** By value of a label. */
export type Values = Readonly<Record<string, number>>;
