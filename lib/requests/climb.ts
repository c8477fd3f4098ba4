import { type Level, restMs, scaledLevels } from '../load/ladder';
import type { Load } from '../load/load';
import { after, type VuFunction } from '../load/users';
import { countedTrend, rate } from '../metrics/recorders';
import { flushLag } from '../runtime/lag';
import { hold, type Work } from './workers';

const throughputShare = countedTrend('throughput_share');
const cleanFailure = rate('clean_failure');

/** A refusal that says what it is; everything else that is no answer is a failure of the target. */
const cleanRefusals: readonly number[] = [429, 503];

/** Holds the levels one after the other. */
export const climb =
  (levels: readonly Level[], work: Work): VuFunction =>
  async (load) => {
    for (const level of scaledLevels(levels)) {
      await holdLevel(load, level, work);
      await after(restMs);
    }
    flushLag();
  };

/**
 * Holds the levels one after the other, and then the first again. Records what share of the best throughput the last level still
 * had, and what share of the first level's throughput there is when the load has gone back.
 */
export const climbAndReturn =
  (levels: readonly Level[], work: Work): VuFunction =>
  async (load) => {
    const ladder = scaledLevels(levels);
    const served: number[] = [];
    for (const level of [...ladder, { ...(ladder[0] as Level), name: 'afterwards' }]) {
      served.push(await holdLevel(load, level, work));
      await after(restMs);
    }
    const [first = 0, again = 0] = [served[0], served.pop()];
    const best = Math.max(...served);
    // Of nothing there is no share: levels that were too short for a request say nothing of the target.
    if (best > 0) throughputShare.add((served.at(-1) ?? 0) / best, { level: ladder.at(-1)?.name ?? '' });
    if (first > 0) throughputShare.add(again / first, { level: 'afterwards' });
    flushLag();
  };

/** All metrics of a level bear the tag `level`. @returns expected answers per second. */
export function holdLevel(load: Load, { name, workers }: Level, work: Work): Promise<number> {
  const tags = { level: name };
  return hold(
    load,
    workers,
    {
      ...work,
      answered(ok, response, index) {
        cleanFailure.add(ok || cleanRefusals.includes(response?.status ?? 0), tags);
        work.answered?.(ok, response, index);
      },
    },
    tags,
  );
}
