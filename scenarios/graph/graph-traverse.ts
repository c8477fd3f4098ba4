/** Five workers traverse the graph: does it keep up? Rows B15 B16. */
import { byWorkers, scenario, workers } from '../../lib';
import { traverse } from '../../systems/graph';
import { graphTraverse } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-traverse',
  limits: graphTraverse,
  load: workers({ workers: 5, until: { durationMs: 5000 }, pauseMs: [10, 10] }),
  run: byWorkers([traverse]),
});
