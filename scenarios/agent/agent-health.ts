/** A hundred requests by twenty workers: is every one answered, and soon? Row E02. */
import { health } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-health',
  limits: agentHealth,
  load: workers({ workers: 20, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: [health] }),
});
