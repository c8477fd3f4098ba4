/** All four endpoints at once, each a tenth above its own target rate: does each keep its targets? Row B23. */
import { calls } from '../../lib/http/calls';
import { health, search, stats, traverse } from '../../lib/http/graph-api';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { graphMixed } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-mixed',
  limits: graphMixed,
  load: arrivals({
    arrivals: [
      { name: 'graph-stats', perSecond: 110 },
      { name: 'graph-search', perSecond: 55 },
      { name: 'graph-traverse', perSecond: 22 },
      { name: 'health', perSecond: 550 },
    ],
    durationMs: 5000,
  }),
  run: calls(health, search, stats, traverse),
});
