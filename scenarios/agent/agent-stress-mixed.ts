/** A thousand requests by fifty workers to four endpoints in turn: are most answered? Row E13. */
import { byWorkers, scenario, workers } from '../../lib';
import { mixed } from '../../systems/agent';
import { agentStressMixed } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-stress-mixed',
  limits: agentStressMixed,
  load: workers({ workers: 50, until: { requestsEach: 20 } }),
  run: byWorkers(mixed),
});
