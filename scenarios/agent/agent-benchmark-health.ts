/** Eleven hundred requests a second ask whether it is well: is it answered at once? Row E06. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { health } from '../../systems/agent';
import { benchmarkHealth } from '../../thresholds/agent';

const requests = [{ endpoint: health, perSecond: 1100 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-health',
  limits: benchmarkHealth,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
