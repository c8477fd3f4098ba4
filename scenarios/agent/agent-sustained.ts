/** Ten batches of ten requests with a tenth of a second between them: are nearly all answered? Row E14. */
import { health } from '../../lib/http/agent-api';
import { byWorkers } from '../../lib/http/workers';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentSustained } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-sustained',
  limits: agentSustained,
  load: workers({ workers: 1, until: { requestsEach: 100 } }),
  run: byWorkers({ endpoints: [health], pauseMs: (turn) => (turn % 10 === 9 ? 100 : 0) }),
});
