/** A hundred requests by twenty workers to four endpoints in turn: is every one answered? Row E05. */
import { mixed } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentMixed } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-mixed',
  limits: agentMixed,
  load: workers({ workers: 20, until: { requestsEach: 5 } }),
  run: byWorkers({ endpoints: mixed }),
});
