/** All four endpoints at once, each at its own target rate: does each keep its targets? Row B23. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { health, search, stats, traverse } from '../../systems/graph';
import { graphMixed } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-mixed',
  limits: graphMixed,
  load: arrivals({
    requests: [
      { request: stats, perSecond: 100 },
      { request: search, perSecond: 50 },
      { request: traverse, perSecond: 20 },
      { request: health, perSecond: 500 },
    ],
    durationMs: 5000,
  }),
  run: bySchedule,
});
