/** Ten to five hundred users at once: how many are served at each size? Row E16. */
import { climb, ladder, scenario } from '../../lib';
import { mixed } from '../../systems/agent';
import { agentScalability } from '../../thresholds/agent';

const levels = [
  { name: '10 users', workers: 10 },
  { name: '50 users', workers: 50 },
  { name: '100 users', workers: 100 },
  { name: '200 users', workers: 200 },
  { name: '500 users', workers: 500 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-scalability',
  limits: agentScalability(levels),
  load: ladder({ levels, each: { requestsEach: 5 } }),
  run: climb(mixed),
});
