/** More and more workers: what is the largest load that it holds, and what breaks first? Row E17. */
import { findBreakingPoint, ladderUntilBroken, scenario } from '../../lib';
import { mixed } from '../../systems/agent';
import { agentBreakingPoint, kept } from '../../thresholds/agent';

const levels = [
  { name: '10 workers', workers: 10 },
  { name: '20 workers', workers: 20 },
  { name: '35 workers', workers: 35 },
  { name: '50 workers', workers: 50 },
  { name: '75 workers', workers: 75 },
  { name: '100 workers', workers: 100 },
  { name: '150 workers', workers: 150 },
  { name: '200 workers', workers: 200 },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-breaking-point',
  limits: agentBreakingPoint,
  load: ladderUntilBroken({ levels, each: { levelMs: 3000 }, pauseMs: [100, 100], mustKeep: kept }),
  run: findBreakingPoint(mixed),
});
