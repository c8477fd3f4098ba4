/** Five hundred requests a second ask whether it is well: is it answered at once? Rows B17 B18. */
import { arrivals, bySchedule, scenario } from '../../lib';
import { health } from '../../systems/graph';
import { graphHealth } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-health',
  limits: graphHealth,
  load: arrivals({ requests: [{ request: health, perSecond: 500 }], durationMs: 5000 }),
  run: bySchedule,
});
