import { type MetricSpec, metrics } from '../../lib/metrics/catalogue';
import { metricMeanings } from '../../lib/metrics/metric-meanings';
import { code, toTable } from './table';

/** Every metric that the library records. */
export const metricTable = (): string =>
  toTable(
    ['metric', 'kind', 'unit', 'meaning'],
    Object.entries(metricMeanings).map(([name, meaning]) => {
      const { kind, unit }: MetricSpec = metrics[name as keyof typeof metrics];
      return [code(name), kind, unit, meaning];
    }),
  );
