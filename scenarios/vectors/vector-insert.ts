/** Four workers store 10,000 vectors in batches of 100: is the store fast, and is every vector there afterwards? Row C13. */
import { scenario, workers } from '../../lib';
import { insert } from '../../systems/vectors';
import { vectorInsert } from '../../thresholds/vectors';

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'vector-insert',
  limits: vectorInsert,
  load: workers({ workers: 4, until: { requestsEach: 25 } }),
  run: insert,
});
