/** Five hundred requests a second for the configuration: answered within its tier? Row E07. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { config } from '../../systems/agent';
import { benchmarkConfig } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-config',
  limits: benchmarkConfig,
  load: arrivals({ requests: [{ request: config, perSecond: 500 }], durationMs: 10_000 }),
  run: bySchedule,
});
