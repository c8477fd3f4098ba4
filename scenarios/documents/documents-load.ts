/** A thousand users of ten tenants list, read, write and search: is each answered soon, and shown its own tenant's documents only? Rows C01 C02 C03 C04 C05 C06 C07 C08 C09. */
import { journey, oneOf, scenario, users } from '../../lib';
import { documentSteps } from '../../systems/documents';
import { documentsLoad } from '../../thresholds/documents';

// Document 002 has each user do one of four things, by their weights, and then think for 1 to 3 s: a thousand users ask 500 times a second. So its
// hundred requests a second (LOAD_TEST_RPS) are no pace, but what a target must serve at least.
const { tenantOf, list, read, create, search, removeAll } = documentSteps();

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'documents-load',
  limits: documentsLoad,
  load: users({ users: 1000, rampUp: '60s', duration: '300s', think: ['1s', '3s'], perSecond: 100 }),
  run: journey(
    { group: tenantOf, cleanUp: removeAll, steps: ['login', 'list', 'read', 'create', 'search'] },
    oneOf([4, list], [3, read], [2, create], [1, search]),
  ),
});
