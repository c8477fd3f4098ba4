/** Fifty requests by ten workers: is every one answered? Row E03. */

import { workers } from '../../lib/load/workers';
import { byWorkers } from '../../lib/requests/workers';
import { scenario } from '../../lib/scenario/scenario';
import { config } from '../../systems/agent';
import { agentConfig } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-config',
  limits: agentConfig,
  load: workers({ workers: 10, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: [config] }),
});
