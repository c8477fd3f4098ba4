/** Five hundred and fifty requests a second for the capabilities: answered within its tier? Row E07. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { capabilities } from '../../systems/agent';
import { benchmarkCapabilities } from '../../thresholds/agent';

const requests = [{ endpoint: capabilities, perSecond: 550 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-capabilities',
  limits: benchmarkCapabilities,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
