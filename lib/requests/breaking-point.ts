import { type Resource, whatOf } from '../load/breaking';
import { type BreakingLadder, type Level, restMs } from '../load/ladder';
import type { VuFunction } from '../load/load';
import { countedGauge, counter, gauge } from '../metrics/recorders';
import { isObserved, tryScrape } from '../observe/scrape';
import type { TargetFigures } from '../observe/target-figures';
import { now } from '../runtime/clock';
import { after } from '../runtime/pace';
import { asking } from './asking';
import { holdLevel } from './climb';
import { LevelFigures } from './level-figures';
import type { Requests } from './request';

const largestLoad = countedGauge('largest_load');
const breakingLoad = gauge('breaking_load');
const climbedTo = countedGauge('climbed_to');
const brokeFirst = counter('broke_first');

/** A process of one thread, as Node and Python have it, has no more than one core. */
const busyCores = 0.85;
const busyLoopMs = 100;

/**
 * Climbs until a level does not keep its limits, goes back one step and holds that level once more to confirm it. If that fails
 * too, it goes back one step further. Records the largest load that held, the smallest that broke, what broke first and which resource was used up.
 */
export const findBreakingPoint = (requests: Requests): VuFunction<BreakingLadder> =>
  asking(requests, async (load) => {
    const { levels, mustKeep } = load;
    const holds = async (level: Level, name: string) => {
      const before = figuresOfTarget();
      const startedMs = now();
      const figures = new LevelFigures();
      await holdLevel(load, { ...level, name }, requests, figures.add);
      const broken = mustKeep.filter((limit) => !figures.keep(limit));
      const resource = broken.length > 0 ? usedUp(before, figuresOfTarget(), now() - startedMs) : undefined;
      await after(restMs);
      return { broken, resource, asked: figures.asked };
    };
    let top = 0;
    for (; top < levels.length; top++) {
      const level = levels[top] as Level;
      const { broken, resource, asked } = await holds(level, level.name);
      // Too short for a single request: nothing is known of the target.
      if (asked === 0) return;
      if (broken.length === 0) continue;
      breakingLoad.add(level.workers);
      for (const limit of broken) brokeFirst.add(1, { what: whatOf(limit) });
      brokeFirst.add(1, { resource: resource ?? 'unknown' });
      break;
    }
    climbedTo.add(levels[top - 1]?.workers ?? 0);
    const isBroken = top < levels.length;
    let held = top - 1;
    while (isBroken && held >= 0 && (await holds(levels[held] as Level, 'confirm')).broken.length > 0) held--;
    largestLoad.add(levels[held]?.workers ?? 0);
  });

const figuresOfTarget = (): TargetFigures | undefined => (isObserved() ? tryScrape() : undefined);

function usedUp(before: TargetFigures | undefined, then: TargetFigures | undefined, tookMs: number): Resource {
  if (then?.cpuSeconds === undefined || before?.cpuSeconds === undefined) return 'unknown';
  if (((then.cpuSeconds - before.cpuSeconds) * 1000) / tookMs >= busyCores) return 'cpu';
  return (then.eventLoopLagMs ?? 0) >= busyLoopMs ? 'event-loop' : 'none';
}
