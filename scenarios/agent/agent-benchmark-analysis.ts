/** Five analyses a second: done within its tier? Row E10. */
import { analysis } from '../../lib/http/agent-api';
import { bySchedule } from '../../lib/http/schedule';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { benchmarkAnalysis } from '../../thresholds/agent';

const requests = [{ endpoint: analysis, perSecond: 5 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-analysis',
  limits: benchmarkAnalysis,
  load: arrivals(requests, 20_000),
  run: bySchedule(requests),
});
