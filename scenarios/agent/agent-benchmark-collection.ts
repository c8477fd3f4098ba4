/** Two collections of metrics a second: done within its tier? Row E09. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { collection } from '../../systems/agent';
import { benchmarkCollection } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-collection',
  limits: benchmarkCollection,
  load: arrivals({ requests: [{ request: collection, perSecond: 2 }], durationMs: 30_000 }),
  run: bySchedule,
});
