/** A hundred and ten requests a second for the workflows: answered within its tier? Row E08. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { workflows } from '../../systems/agent';
import { benchmarkWorkflows } from '../../thresholds/agent';

const requests = [{ endpoint: workflows, perSecond: 110 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-workflows',
  limits: benchmarkWorkflows,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
