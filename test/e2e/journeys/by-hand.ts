/** Two users send requests by k6 itself: is a run without a look at the generator's lag no PASS? */
import http from 'k6/http';
import { journey, scenario, users } from '../../../lib';

const byLibrary = journey((user) => user.post('/login', { json: {} }));

/** Nobody sees how long the answer waits for this line's next. */
async function byHand(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) http.post(`${__ENV.TARGET_URL}/login`, '{}');
}

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'by-hand',
  limits: [
    {
      row: 'own',
      title: 'response time p95',
      metric: 'http_req_duration',
      statistic: 'p(95)',
      pass: { op: '<', value: 5000 },
      minSamples: 1,
    },
  ],
  load: users({ users: 2, duration: '1s' }),
  run: (load, data) => (load.users > 100 ? byLibrary(load, data) : byHand()),
});

declare const __ENV: { readonly TARGET_URL: string };
