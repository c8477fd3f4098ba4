import type { VuFunction } from '../load/load';
import type { WorkerLoad } from '../load/workers';
import { countedTrend, counter } from '../metrics/recorders';
import { coresBetween, isSameProcess, type Look, look } from '../observe/look';
import { isObserved } from '../observe/scrape';
import { after } from '../runtime/pace';
import { asking } from './asking';
import type { Requests } from './request';
import { hold } from './workers';

const cpuExcess = countedTrend('target_cpu_excess');
const untold = counter('target_cpu_untold');
const rests = counter('target_rests');

/** How long CPU is looked at, before the load and after it. */
const windowMs = 1000;
/** How often it is looked at afterwards: what the load left to do may take a moment. */
const looks = 4;
/** As good as returned: a tenth of a core. */
const returned = 0.1;

/** Works, each request as a client of its own, and then sees whether the target's CPU use goes back to what it was before. Memory is the observer's. */
export const withResources = (requests: Requests): VuFunction<WorkerLoad> =>
  asking(requests, async (load) => {
    const before = isObserved() ? look() : undefined;
    const baseline = await coresFrom(before);
    await hold(load, load.users, requests, { requestsPerClient: 1 });
    if (before && before.figures.cpuSeconds === undefined) {
      untold.add(1);
      rests.add(1);
    }
    if (!before || baseline === undefined) return;
    let excess: number | undefined;
    for (let nth = 0; nth < looks && !(excess !== undefined && excess <= returned); nth++) {
      const from = look();
      // Another process at rest says nothing about the process that had the load.
      if (from && !isSameProcess(before, from)) return;
      const cores = await coresFrom(from);
      if (cores !== undefined) excess = cores - baseline;
    }
    // A target that said nothing afterwards has not come to rest for all we know.
    if (excess === undefined) return;
    cpuExcess.add(Math.max(0, excess));
    rests.add(1);
  });

/** The target's CPU use from a look on for a moment, in cores; undefined where it does not say. */
async function coresFrom(before: Look | undefined): Promise<number | undefined> {
  if (before?.figures.cpuSeconds === undefined) return undefined;
  await after(windowMs);
  return coresBetween(before, look());
}
