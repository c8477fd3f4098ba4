/** A hundred requests by twenty workers: is every one answered, and soon? Row E02. */
import { byWorkers, scenario, workers } from '../../lib';
import { health } from '../../systems/agent';
import { agentHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-health',
  limits: agentHealth,
  load: workers({ workers: 20, until: { requestsEach: 5 } }),
  run: byWorkers([health]),
});
