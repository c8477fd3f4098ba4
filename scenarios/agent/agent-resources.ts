/** A hundred requests one after the other: does the target keep its memory, and come to rest? Row E15. */
import { health } from '../../lib/http/agent-api';
import { withResources } from '../../lib/http/resources';
import { workers } from '../../lib/load/workers';
import { scenario } from '../../lib/scenario';
import { agentResources } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-resources',
  limits: agentResources,
  load: workers({ workers: 1, until: { requestsEach: 100 } }),
  run: withResources({ endpoints: [health] }),
});
