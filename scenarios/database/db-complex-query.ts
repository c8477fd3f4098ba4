/** Fifty joins over three tables at once: does each come back in time? Row C12. */
import { byWorkers, scenario, workers } from '../../lib';
import { complexQuery } from '../../systems/database';
import { complexQueries } from '../../thresholds/database';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'db-complex-query',
  limits: complexQueries,
  load: workers({ workers: 50, until: { requestsEach: 1 } }),
  run: byWorkers([complexQuery]),
});
