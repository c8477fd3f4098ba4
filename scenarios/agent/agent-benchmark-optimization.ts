/** Three optimizations a second: done within its tier? Row E11. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { optimization } from '../../systems/agent';
import { benchmarkOptimization } from '../../thresholds/agent';

const requests = [{ endpoint: optimization, perSecond: 3 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-optimization',
  limits: benchmarkOptimization,
  load: arrivals(requests, 20_000),
  run: bySchedule(requests),
});
