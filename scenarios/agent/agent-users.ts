/** Fifty users with their pauses, as document 004 weighs what they ask: is each endpoint within its tier? Row E18. */
import { byWorkers, scenario, weighted, workers } from '../../lib';
import { capabilities, config, health, workflowsIfAny } from '../../systems/agent';
import { agentUsers } from '../../thresholds/agent';

/** As document 004's Locust file weighs them. */
const requests = weighted([health, 10], [config, 5], [capabilities, 5], [workflowsIfAny, 2]);

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-users',
  limits: agentUsers,
  load: workers({ workers: 50, until: { durationMs: 60_000 }, pauseMs: [1000, 3000] }),
  run: byWorkers(requests),
});
