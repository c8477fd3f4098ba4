/** Ten workers ask for the graph's figures: does it keep up? Rows B11 B12. */
import { byWorkers, scenario, workers } from '../../lib';
import { stats } from '../../systems/graph';
import { graphStats } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-stats',
  limits: graphStats,
  load: workers({ workers: 10, until: { durationMs: 5000 } }),
  run: byWorkers([stats]),
});
