/** Ten workers search nodes: does it keep up? Rows B13 B14. */
import { search } from '../../lib/http/graph-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { graphSearch } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-search',
  limits: graphSearch,
  load: workers({ workers: 10, until: { durationMs: 5000 }, pauseMs: [10, 10] }),
  run: byWorkers({ endpoints: [search] }),
});
