/** A hundred and ten requests a second for the workflows: answered within its tier? Row E08. */
import { workflows } from '../../lib/http/agent-api';
import { bySchedule } from '../../lib/http/schedule';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { benchmarkWorkflows } from '../../thresholds/agent';

const requests = [{ endpoint: workflows, perSecond: 110 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-workflows',
  limits: benchmarkWorkflows,
  load: arrivals(requests, 10_000),
  run: bySchedule(requests),
});
