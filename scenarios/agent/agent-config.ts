/** Fifty requests by ten workers: is every one answered? Row E03. */
import { config } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentConfig } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-config',
  limits: agentConfig,
  load: workers({ workers: 10, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: [config] }),
});
