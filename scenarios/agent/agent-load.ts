/** Ten, fifty, a hundred, two hundred workers at once: is everybody served at every level? Row E01. */
import { climb, ladder, scenario } from '../../lib';
import { mixed } from '../../systems/agent';
import { agentLoad } from '../../thresholds/agent';

const levels = [
  { name: 'light', workers: 10 },
  { name: 'normal', workers: 50 },
  { name: 'peak', workers: 100 },
  { name: 'heavy', workers: 200 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-load',
  limits: agentLoad(levels),
  load: ladder({ levels, each: { requestsEach: 5 } }),
  run: climb(mixed),
});
