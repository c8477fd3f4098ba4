/** A hundred batches of a hundred rows at once: are they written fast enough, and is every row there? Row C11. */
import { byWorkers, scenario, withSteps, workers } from '../../lib';
import { inOwnTenant, insertBatch } from '../../systems/database';
import { writeHeavy } from '../../thresholds/database';

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'db-write-heavy',
  limits: writeHeavy,
  load: workers({ workers: 100, until: { requestsEach: 1 } }),
  run: withSteps(inOwnTenant, byWorkers([insertBatch])),
});
