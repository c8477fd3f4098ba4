/** All four endpoints at once, each a tenth above its own target rate: does each keep its targets? Row B23. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { health, search, stats, traverse } from '../../systems/graph';
import { graphMixed } from '../../thresholds/graph';

const requests = [
  { endpoint: stats, perSecond: 110 },
  { endpoint: search, perSecond: 55 },
  { endpoint: traverse, perSecond: 22 },
  { endpoint: health, perSecond: 550 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-mixed',
  limits: graphMixed,
  load: arrivals(requests, 5000),
  run: bySchedule(requests),
});
