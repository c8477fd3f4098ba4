/** Five hundred and fifty requests a second for the configuration: answered within its tier? Row E07. */
import { config } from '../../lib/http/agent-api';
import { bySchedule } from '../../lib/http/schedule';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { benchmarkConfig } from '../../thresholds/agent';

const requests = [{ endpoint: config, perSecond: 550 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-config',
  limits: benchmarkConfig,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
