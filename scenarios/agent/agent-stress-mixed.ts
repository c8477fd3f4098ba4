/** A thousand requests by fifty workers to four endpoints in turn: are most answered? Row E13. */
import { mixed } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentStressMixed } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-stress-mixed',
  limits: agentStressMixed,
  load: workers({ workers: 50, until: { requestsEach: 20 } }),
  run: byWorkers({ endpoints: mixed }),
});
