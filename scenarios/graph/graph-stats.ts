/** Ten workers ask for the graph's figures: does it keep up? Rows B11 B12. */
import { calls } from '../../lib/http/calls';
import { stats } from '../../lib/http/graph-api';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { graphStats } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-stats',
  limits: graphStats,
  load: workers({
    workers: 10,
    durationMs: 5000,
    describe: ({ users, seconds }) => `${users} workers for ${seconds} s, each waiting for its answer`,
  }),
  run: calls(stats),
});
