/** Five analyses a second: done within its tier? Row E10. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { analysis } from '../../systems/agent';
import { benchmarkAnalysis } from '../../thresholds/agent';

const requests = [{ endpoint: analysis, perSecond: 5 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-analysis',
  limits: benchmarkAnalysis,
  load: arrivals(requests, 20_000),
  run: bySchedule(requests),
});
