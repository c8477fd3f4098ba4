/** Three optimizations a second: done within its tier? Row E11. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { optimization } from '../../systems/agent';
import { benchmarkOptimization } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-optimization',
  limits: benchmarkOptimization,
  load: arrivals({ requests: [{ request: optimization, perSecond: 3 }], durationMs: 20_000 }),
  run: bySchedule,
});
