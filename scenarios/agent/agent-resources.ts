/** A hundred requests one after the other: does the target keep its memory, and come to rest? Row E15. */
import { scenario, withResources, workers } from '../../lib';
import { health } from '../../systems/agent';
import { agentResources } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-resources',
  limits: agentResources,
  load: workers({ workers: 1, until: { requestsEach: 100 } }),
  run: withResources([health]),
});
