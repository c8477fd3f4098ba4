import { knocked } from '../load/knock';
import type { VuFunction } from '../load/load';
import type { WorkerLoad } from '../load/workers';
import { countedTrend } from '../metrics/recorders';
import { isObserved, tryScrape } from '../observe/scrape';
import { now } from '../runtime/clock';
import { after } from '../runtime/pace';
import { knockOf, type Requests } from './request';
import { hold } from './workers';

const cpuExcess = countedTrend('target_cpu_excess');

/** How long CPU is looked at, before the load and after it. */
const windowMs = 1000;
/** How often it is looked at afterwards: what the load left to do may take a moment. */
const looks = 4;
/** As good as returned: a tenth of a core. */
const returned = 0.1;

/** Works, each request as a client of its own, and then sees whether the target's CPU use goes back to what it was before. Memory is the observer's. */
export const withResources = (requests: Requests): VuFunction<WorkerLoad> =>
  knocked(
    () => knockOf(requests),
    async (load) => {
      const baseline = await cpuCores();
      await hold(load, load.users, requests, { requestsPerClient: 1 });
      if (baseline === undefined) return;
      let excess: number | undefined;
      for (let look = 0; look < looks && !(excess !== undefined && excess <= returned); look++) {
        const cores = await cpuCores();
        if (cores !== undefined) excess = cores - baseline;
      }
      // A target that said nothing afterwards has not come to rest for all we know.
      if (excess !== undefined) cpuExcess.add(Math.max(0, excess));
    },
  );

/** The target's CPU use from now on for a moment, in cores; undefined where it does not say. */
async function cpuCores(): Promise<number | undefined> {
  if (!isObserved()) return undefined;
  const [before, fromMs] = [tryScrape()?.cpuSeconds, now()];
  await after(windowMs);
  const [then, untilMs] = [tryScrape()?.cpuSeconds, now()];
  return before === undefined || then === undefined ? undefined : ((then - before) * 1000) / (untilMs - fromMs);
}
