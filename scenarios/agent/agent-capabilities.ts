/** Fifty requests by ten workers: is every one answered? Row E03. */
import { byWorkers, scenario, workers } from '../../lib';
import { capabilities } from '../../systems/agent';
import { agentCapabilities } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-capabilities',
  limits: agentCapabilities,
  load: workers({ workers: 10, until: { requestsEach: 5 } }),
  run: byWorkers([capabilities]),
});
