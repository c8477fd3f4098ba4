/** A hundred requests by twenty workers: is every one answered, and soon? Row E02. */

import { workers } from '../../lib/load/workers';
import { byWorkers } from '../../lib/requests/workers';
import { scenario } from '../../lib/scenario/scenario';
import { health } from '../../systems/agent';
import { agentHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-health',
  limits: agentHealth,
  load: workers({ workers: 20, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: [health] }),
});
