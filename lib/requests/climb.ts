import { type LadderLoad, type Level, type ReturningLadder, restMs } from '../load/ladder';
import type { VuFunction } from '../load/load';
import { countedTrend, rate } from '../metrics/recorders';
import { after } from '../runtime/pace';
import { asking } from './asking';
import type { Requests } from './request';
import { hold, type WorkOptions } from './workers';

const throughputShare = countedTrend('throughput_share');
const cleanFailure = rate('clean_failure');

/** Holds the levels one after the other. */
export const climb = (requests: Requests): VuFunction<LadderLoad> =>
  asking(requests, async (load) => void (await holdAll(load, requests)));

/**
 * Holds the levels one after the other, and then the first again. Records what share of the best throughput the highest level still has,
 * and what share of the first level's throughput there is when the load has gone back.
 */
export const climbAndReturn = (requests: Requests): VuFunction<ReturningLadder> =>
  asking(requests, async (load) => {
    const served = await holdAll(load, requests);
    const [first = 0, again = 0] = [served[0], served.pop()];
    const best = Math.max(0, ...served);
    // Of nothing there is no share: levels that were too short for a request say nothing of the target.
    if (best > 0) throughputShare.add((served.at(-1) ?? 0) / best, { level: load.levels.at(-2)?.name ?? '' });
    if (first > 0) throughputShare.add(again / first, { level: load.levels.at(-1)?.name ?? '' });
  });

/** @returns expected answers per second of each level. */
async function holdAll(load: LadderLoad, requests: Requests): Promise<number[]> {
  const served: number[] = [];
  for (const level of load.levels) {
    served.push(await holdLevel(load, level, requests));
    await after(restMs);
  }
  return served;
}

/** All metrics of a level have the tag `level`. @returns expected answers per second. */
export function holdLevel(
  load: LadderLoad,
  { name, workers }: Level,
  requests: Requests,
  answered?: WorkOptions['answered'],
): Promise<number> {
  const tags = { level: name };
  return hold(load, workers, requests, {
    tags,
    answered(answer, request) {
      cleanFailure.add(answer.ok || answer.refusedCleanly, tags);
      answered?.(answer, request);
    },
  });
}
