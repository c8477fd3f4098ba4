/** Thirty requests by ten workers: is every one answered? Row E04. */
import { byWorkers, scenario, workers } from '../../lib';
import { workflows } from '../../systems/agent';
import { agentWorkflows } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-workflows',
  limits: agentWorkflows,
  load: workers({ workers: 10, until: { requestsEach: 3 } }),
  run: byWorkers([workflows]),
});
