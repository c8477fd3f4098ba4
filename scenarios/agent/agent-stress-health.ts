/** Five hundred requests by fifty workers: are nearly all answered? Row E12. */
import { byWorkers, scenario, workers } from '../../lib';
import { health } from '../../systems/agent';
import { agentStressHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-stress-health',
  limits: agentStressHealth,
  load: workers({ workers: 50, until: { requestsEach: 10 } }),
  run: byWorkers([health]),
});
