/** Sixty optimizations, one at a time, because the document gives no rate: done within its tier? Row E11. */
import { byWorkers, scenario, workers } from '../../lib';
import { optimization } from '../../systems/agent';
import { benchmarkOptimization } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-optimization',
  limits: benchmarkOptimization,
  load: workers({ workers: 1, until: { requestsEach: 60 } }),
  run: byWorkers([optimization], { requestsPerClient: 1 }),
});
