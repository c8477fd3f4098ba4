/** Ten workers search nodes: does it keep up? Rows B13 B14. */
import { calls } from '../../lib/http/calls';
import { search } from '../../lib/http/graph-api';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { graphSearch } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-search',
  limits: graphSearch,
  load: workers({
    workers: 10,
    durationMs: 5000,
    describe: ({ users, seconds }) => `${users} workers for ${seconds} s, each waiting for its answer`,
  }),
  run: calls(search),
});
