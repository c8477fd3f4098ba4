/** Sixty analyses, one at a time, because the document gives no rate: done within its tier? Row E10. */
import { byWorkers, scenario, workers } from '../../lib';
import { analysis } from '../../systems/agent';
import { benchmarkAnalysis } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-analysis',
  limits: benchmarkAnalysis,
  load: workers({ workers: 1, until: { requestsEach: 60 } }),
  run: byWorkers([analysis], { requestsPerClient: 1 }),
});
