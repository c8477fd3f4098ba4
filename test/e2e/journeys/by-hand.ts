/** Two users send requests by k6 itself: is a run without a look at the generator's lag no PASS? */
import http from 'k6/http';
import { scenario, users } from '../../../lib';

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
  run: () => {
    http.post(`${__ENV.TARGET_URL}/login`, '{}');
    return Promise.resolve();
  },
});

declare const __ENV: { readonly TARGET_URL: string };
