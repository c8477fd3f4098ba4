/** Five hundred requests by fifty workers: are nearly all answered? Row E12. */

import { workers } from '../../lib/load/workers';
import { byWorkers } from '../../lib/requests/workers';
import { scenario } from '../../lib/scenario/scenario';
import { health } from '../../systems/agent';
import { agentStressHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-stress-health',
  limits: agentStressHealth,
  load: workers({ workers: 50, until: { requestsEach: 10 } }),
  run: byWorkers({ endpoints: [health] }),
});
