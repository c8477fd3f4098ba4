/** Thirty requests by ten workers: is every one answered? Row E04. */
import { workflows } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentWorkflows } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-workflows',
  limits: agentWorkflows,
  load: workers({ workers: 10, until: { requestsEach: 3 } }),
  run: byWorkers({ endpoints: [workflows] }),
});
