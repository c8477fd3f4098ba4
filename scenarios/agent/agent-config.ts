/** Fifty requests by ten workers: is every one answered? Row E03. */
import { byWorkers, scenario, workers } from '../../lib';
import { config } from '../../systems/agent';
import { agentConfig } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-config',
  limits: agentConfig,
  load: workers({ workers: 10, until: { requestsEach: 5 } }),
  run: byWorkers([config]),
});
