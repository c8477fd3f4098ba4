/** A hundred requests a second for the workflows: answered within its tier? Row E08. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { workflows } from '../../systems/agent';
import { benchmarkWorkflows } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-workflows',
  limits: benchmarkWorkflows,
  load: arrivals({ requests: [{ request: workflows, perSecond: 100 }], durationMs: 10_000 }),
  run: bySchedule,
});
