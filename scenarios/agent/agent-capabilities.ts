/** Fifty requests by ten workers: is every one answered? Row E03. */
import { capabilities } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentCapabilities } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-capabilities',
  limits: agentCapabilities,
  load: workers({ workers: 10, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: [capabilities] }),
});
