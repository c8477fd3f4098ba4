/** Five workers traverse the graph: does it keep up? Rows B15 B16. */
import { byWorkers, scenario, workers } from '../../lib';
import { traverse } from '../../systems/graph';
import { graphTraverse } from '../../thresholds/graph';

// Three times the document's five seconds: at its least rate of twenty a second that is what bounds a p99.
export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-traverse',
  limits: graphTraverse,
  load: workers({ workers: 5, until: { durationMs: 15_000 } }),
  run: byWorkers([traverse]),
});
