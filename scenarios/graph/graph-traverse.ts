/** Five workers traverse the graph: does it keep up? Rows B15 B16. */
import { traverse } from '../../lib/http/graph-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { graphTraverse } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-traverse',
  limits: graphTraverse,
  load: workers({ workers: 5, until: { durationMs: 5000 }, pauseMs: [10, 10] }),
  run: byWorkers({ endpoints: [traverse] }),
});
