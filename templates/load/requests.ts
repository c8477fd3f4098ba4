/** Ten clients for five seconds, each waiting for its answer: is every request answered as expected, and soon? Rows R01 R02. */
import { byWorkers, endpoint, scenario, workers } from 'loadmark';
import { requestLimits } from './limits.js';

/** What is asked. As it stands, it fits `npx loadmark testbed`. */
const health = endpoint({ name: 'health', path: '/health', accepts: [200] });

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'requests',
  limits: requestLimits(health.name),
  load: workers({ workers: 10, until: { durationMs: 5_000 }, pauseMs: [10, 30] }),
  run: byWorkers([health]),
});
