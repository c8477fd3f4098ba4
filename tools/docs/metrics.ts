import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';
import { type MetricSpec, metrics } from '../../lib/metrics/catalogue';
import { readDocstrings } from './docstrings';
import { code, toTable } from './table';

/** Every metric that the library records. */
export function metricTable(): string {
  const meanings = readDocstrings(readFileSync(join(root, 'lib/metrics/catalogue.ts'), 'utf8'), 'metrics');
  return toTable(
    ['metric', 'kind', 'unit', 'meaning'],
    Object.entries(metrics).map(([name, { kind, unit }]: [string, MetricSpec]) => [
      code(name),
      kind,
      unit,
      meanings.get(name)?.text ?? '',
    ]),
  );
}
