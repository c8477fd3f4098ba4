/** Five workers traverse the graph: does it keep up? Rows B15 B16. */
import { calls } from '../../lib/http/calls';
import { traverse } from '../../lib/http/graph-api';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { graphTraverse } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-traverse',
  limits: graphTraverse,
  load: workers({
    workers: 5,
    durationMs: 5000,
    describe: ({ users, seconds }) => `${users} workers for ${seconds} s, each waiting for its answer`,
  }),
  run: calls(traverse),
});
