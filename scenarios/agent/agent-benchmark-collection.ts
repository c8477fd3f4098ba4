/** Sixty collections of metrics, one at a time, because the document gives no rate: done within its tier? Row E09. */
import { byWorkers, scenario, workers } from '../../lib';
import { collection } from '../../systems/agent';
import { benchmarkCollection } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-collection',
  limits: benchmarkCollection,
  load: workers({ workers: 1, until: { requestsEach: 60 } }),
  run: byWorkers([collection], { requestsPerClient: 1 }),
});
