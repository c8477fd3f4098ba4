/** Five hundred and fifty requests a second for the configuration: answered within its tier? Row E07. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { config } from '../../systems/agent';
import { benchmarkConfig } from '../../thresholds/agent';

const requests = [{ endpoint: config, perSecond: 550 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-config',
  limits: benchmarkConfig,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
