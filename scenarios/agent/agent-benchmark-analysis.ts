/** Five analyses a second: done within its tier? Row E10. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { analysis } from '../../systems/agent';
import { benchmarkAnalysis } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-analysis',
  limits: benchmarkAnalysis,
  load: arrivals({ requests: [{ request: analysis, perSecond: 5 }], durationMs: 20_000 }),
  run: bySchedule,
});
