/** A thousand requests a second ask whether it is well: is it answered at once? Row E06. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { health } from '../../systems/agent';
import { benchmarkHealth } from '../../thresholds/agent';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-health',
  limits: benchmarkHealth,
  load: arrivals({ requests: [{ request: health, perSecond: 1000 }], durationMs: 10_000 }),
  run: bySchedule,
});
