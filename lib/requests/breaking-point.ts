import { type Limit, resolveLimits } from '../gate/limit';
import type { Endpoints } from '../http/endpoint';
import { type Level, restMs, scaledLevels } from '../load/ladder';
import { after, type VuFunction } from '../load/users';
import { countedGauge, counter, gauge } from '../metrics/recorders';
import { isObserved, tryScrape } from '../observe/scrape';
import type { TargetFigures } from '../observe/target-figures';
import { now } from '../runtime/clock';
import { flushLag } from '../runtime/lag';
import { holdLevel } from './climb';
import { LevelFigures } from './level-figures';

const largestLoad = countedGauge('largest_load');
const breakingLoad = gauge('breaking_load');
const brokeFirst = counter('broke_first');

/** What may be used up where a level breaks. `none`: neither; the target has a limit of its own, or waits for something else. */
export const resources = ['cpu', 'event-loop', 'none', 'unknown'] as const;
type Resource = (typeof resources)[number];

/** A process of one thread, as Node and Python have it, has no more than one core. */
const busyCores = 0.85;
const busyLoopMs = 100;

export interface Ladder {
  readonly levels: readonly Level[];
  readonly endpoints: Endpoints;
  /** What every level must keep: success rates and percentiles of response times. The acceptable tier counts. */
  readonly keeps: readonly Limit[];
}

/** Names of the parts of `broke_first` that a report tells apart. */
export const breakdownsOf = (keeps: readonly Limit[]): string[] => [
  ...keeps.map((limit) => `broke_first{what:${whatOf(limit)}}`),
  ...resources.map((resource) => `broke_first{resource:${resource}}`),
];

/**
 * Climbs until a level does not keep its limits, goes back one step and holds that level once more to confirm it; where that fails
 * too, one further. Records the largest load that held, the one that broke, what broke first and which resource was used up.
 */
export const findBreakingPoint =
  ({ levels, endpoints, keeps }: Ladder): VuFunction =>
  async (load) => {
    const ladder = scaledLevels(levels);
    const limits = resolveLimits(keeps, load.sizes);
    const holds = async (level: Level, name: string) => {
      const before = figuresOfTarget();
      const startedMs = now();
      const figures = new LevelFigures(endpoints);
      await holdLevel(load, { ...level, name }, { endpoints, answered: figures.add });
      const broken = limits.filter((limit) => !figures.keep(limit));
      const resource = broken.length > 0 ? usedUp(before, figuresOfTarget(), now() - startedMs) : undefined;
      await after(restMs);
      return { broken, resource, asked: figures.asked };
    };
    let top = 0;
    for (; top < ladder.length; top++) {
      const level = ladder[top] as Level;
      const { broken, resource, asked } = await holds(level, level.name);
      // Too short for a single request: nothing is known of the target.
      if (asked === 0) return;
      if (broken.length === 0) continue;
      breakingLoad.add(level.workers);
      for (const limit of broken) brokeFirst.add(1, { what: whatOf(limit) });
      brokeFirst.add(1, { resource: resource ?? 'unknown' });
      break;
    }
    const isBroken = top < ladder.length;
    let held = top - 1;
    while (isBroken && held >= 0 && (await holds(ladder[held] as Level, 'confirm')).broken.length > 0) held--;
    largestLoad.add(ladder[held]?.workers ?? 0);
    flushLag();
  };

/** `agent-health p(95)`, `success`. */
const whatOf = ({ metric, tags, statistic }: Limit): string =>
  metric === 'answer_ok' ? 'success' : `${tags?.name ?? metric} ${statistic}`;

const figuresOfTarget = (): TargetFigures | undefined => (isObserved() ? tryScrape() : undefined);

function usedUp(before: TargetFigures | undefined, then: TargetFigures | undefined, tookMs: number): Resource {
  if (then?.cpuSeconds === undefined || before?.cpuSeconds === undefined) return 'unknown';
  if (((then.cpuSeconds - before.cpuSeconds) * 1000) / tookMs >= busyCores) return 'cpu';
  return (then.eventLoopLagMs ?? 0) >= busyLoopMs ? 'event-loop' : 'none';
}
