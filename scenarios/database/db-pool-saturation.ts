/** Fifty half-second queries at once on a pool of twenty: do some time out, most succeed, and none hang? Row C10. */
import { saturate, scenario, workers } from '../../lib';
import { afterwards, halfSecond, poolSize } from '../../systems/database';
import { poolSaturation } from '../../thresholds/database';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'db-pool-saturation',
  limits: poolSaturation,
  load: workers({ workers: 50, until: { requestsEach: 1 } }),
  run: saturate({ statement: halfSecond, afterwards, poolSize }),
});
