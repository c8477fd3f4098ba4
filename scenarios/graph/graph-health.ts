/** Six hundred requests a second ask whether it is well: is it answered at once? Rows B17 B18. */
import { calls } from '../../lib/http/calls';
import { health } from '../../lib/http/graph-api';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { graphHealth } from '../../thresholds/graph';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graph-health',
  limits: graphHealth,
  load: arrivals({ arrivals: [{ name: 'health', perSecond: 600 }], durationMs: 5000 }),
  run: calls(health),
});
