/** Five, ten, twenty, fifty, then a hundred and fifty workers: does it scale, and degrade with grace? Rows B19 B20 B21 B22. */
import { climbAndReturn, ladderAndBack, scenario } from '../../lib';
import { search, stats, traverse } from '../../systems/graph';
import { graphScaling } from '../../thresholds/graph';

const levels = [
  { name: 'light', workers: 5 },
  { name: 'between', workers: 10 },
  { name: 'medium', workers: 20 },
  { name: 'heavy', workers: 50 },
  { name: 'stress', workers: 150 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-scaling',
  limits: graphScaling,
  load: ladderAndBack({ levels, each: { levelMs: 5000 } }),
  run: climbAndReturn([stats, search, traverse]),
});
