/** Fifty workers read and write under row-level security: is each answered in time, with its own tenant's rows only? Rows D06 D07. */
import { byWorkers, scenario, withSteps, workers } from '../../lib';
import { inOwnTenant, mix } from '../../systems/database';
import { databaseMix } from '../../thresholds/database';

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'db-mix',
  limits: databaseMix,
  // Document 003's full test has 10,000 queries; its quick one is LOAD_TEST_ITERATIONS=20, its heavy one LOAD_TEST_ITERATIONS=1000.
  load: workers({ workers: 50, until: { requestsEach: 200 } }),
  run: withSteps(inOwnTenant, byWorkers(mix, { patienceMs: 30_000 })),
});
