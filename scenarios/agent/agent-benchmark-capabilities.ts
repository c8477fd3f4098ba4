/** Five hundred requests a second for the capabilities: answered within its tier? Row E07. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { capabilities } from '../../systems/agent';
import { benchmarkCapabilities } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-capabilities',
  limits: benchmarkCapabilities,
  load: arrivals({ requests: [{ request: capabilities, perSecond: 500 }], durationMs: 10_000 }),
  run: bySchedule,
});
