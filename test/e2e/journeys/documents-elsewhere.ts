/** Documents of teams on a server of other habits, with the steps and limits of document 002. Rows C01 C02 C03 C04 C05 C06 C07 C08 C09. */
import { journey, oneOf, scenario, users } from '../../../lib';
import { documentSteps } from '../../../systems/documents';
import { documentsLoad } from '../../../thresholds/documents';

const { tenantOf, list, read, create, search, removeAll } = documentSteps({
  tenants: 2,
  account: (user) => ({ user: `member-${user}` }),
  login: '/sign-in',
  token: 'jwt',
  documents: '/docs',
  search: (words) => `/find?text=${words}`,
  items: 'items',
  created: 200,
  body: (heading, text) => ({ heading, text }),
  removeFound: undefined,
});

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'documents-elsewhere',
  limits: documentsLoad,
  load: users({ users: 50, rampUp: '1s', duration: '5s', think: ['200ms', '600ms'], perSecond: 50 }),
  run: journey({ group: tenantOf, cleanUp: removeAll }, oneOf([4, list], [3, read], [2, create], [1, search])),
});
