/** Five, twenty, fifty, then a hundred and fifty workers: does it scale, and degrade with grace? Rows B19 B20 B21 B22. */
import { climb } from '../../lib/http/climb';
import { search, stats, traverse } from '../../lib/http/graph-api';
import { ladder } from '../../lib/load/ladder';
import { scenario } from '../../lib/scenario';
import { graphScaling } from '../../thresholds/graph';

const levels = [
  { name: 'light', workers: 5 },
  { name: 'medium', workers: 20 },
  { name: 'heavy', workers: 50 },
  { name: 'stress', workers: 150 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-scaling',
  limits: graphScaling,
  load: ladder({ levels, levelMs: 5000 }),
  run: climb(levels, stats, search, traverse),
});
