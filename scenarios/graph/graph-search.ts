/** Ten workers search nodes: does it keep up? Rows B13 B14. */
import { byWorkers, scenario, workers } from '../../lib';
import { search } from '../../systems/graph';
import { graphSearch } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-search',
  limits: graphSearch,
  load: workers({ workers: 10, until: { durationMs: 5000 } }),
  run: byWorkers([search]),
});
