/** Ten batches of ten requests, each of a client of its own, with a tenth of a second between them: are nearly all answered? Row E14. */
import { byWorkers, scenario, workers } from '../../lib';
import { health } from '../../systems/agent';
import { agentSustained } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-sustained',
  limits: agentSustained,
  load: workers({ workers: 1, until: { requestsEach: 100 } }),
  run: byWorkers([health], { pauseMs: (turn) => (turn % 10 === 9 ? 100 : 0), requestsPerClient: 10 }),
});
