/** Six hundred requests a second ask whether it is well: is it answered at once? Rows B17 B18. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { health } from '../../systems/graph';
import { graphHealth } from '../../thresholds/graph';

const requests = [{ endpoint: health, perSecond: 600 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-health',
  limits: graphHealth,
  load: arrivals(requests, 5000),
  run: bySchedule(requests),
});
