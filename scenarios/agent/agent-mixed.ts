/** A hundred requests by twenty workers to four endpoints in turn: is every one answered? Row E05. */
import { byWorkers, scenario, workers } from '../../lib';
import { mixed } from '../../systems/agent';
import { agentMixed } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-mixed',
  limits: agentMixed,
  load: workers({ workers: 20, until: { requestsEach: 5 } }),
  run: byWorkers(mixed),
});
