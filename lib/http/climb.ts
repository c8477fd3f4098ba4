import http from 'k6/http';
import { now } from '../clock';
import type { Level } from '../load/ladder';
import { after, type VuFunction } from '../load/users';
import { countedTrend, rate } from '../metrics';
import { type Endpoint, recordAnswer, requestOf } from './endpoint';

const throughputShare = countedTrend('throughput_share');
const cleanFailure = rate('clean_failure');

/** A refusal that says what it is; everything else that is no answer is a failure of the target. */
const cleanRefusals: readonly number[] = [429, 503];
/** Pause of a worker that was refused or not answered: one that asks again at once would be a load of another kind. */
const pauseMs = 100;
/** Between two levels, so that the requests of one are not in the other. */
const restMs = 500;

/**
 * Climbs the levels one after the other and then goes back to the first. k6's metrics bear the tag `level`; the share of the best
 * throughput is recorded for the last level, and for the way back the share of what the first level had.
 */
export const climb =
  (levels: readonly Level[], ...endpoints: readonly [Endpoint, ...Endpoint[]]): VuFunction =>
  async ({ sizes }) => {
    const seconds = sizes.seconds ?? 0;
    const served: number[] = [];
    for (const level of levels) {
      served.push(await hold(level, seconds, endpoints));
      await after(restMs);
    }
    const [first, last] = [served[0] ?? 0, served.at(-1) ?? 0];
    const lowest = levels[0];
    if (!lowest) return;
    throughputShare.add(last / Math.max(1, ...served), { level: levels.at(-1)?.name ?? '' });
    const again = await hold({ ...lowest, name: 'afterwards' }, seconds, endpoints);
    throughputShare.add(again / Math.max(1, first), { level: 'afterwards' });
  };

/** @returns expected answers in the time of the level. */
async function hold(level: Level, seconds: number, endpoints: readonly [Endpoint, ...Endpoint[]]): Promise<number> {
  const untilMs = now() + seconds * 1000;
  let turn = 0;
  let served = 0;
  const worker = async () => {
    while (now() < untilMs) {
      const endpoint = endpoints[turn++ % endpoints.length] ?? endpoints[0];
      const tags = { level: level.name };
      const response = await http.asyncRequest(...requestOf(endpoint, turn, tags));
      const ok = recordAnswer(endpoint, response, tags);
      cleanFailure.add(ok || cleanRefusals.includes(response.status), tags);
      if (!ok) await after(pauseMs);
      else if (now() < untilMs) served++;
    }
  };
  await Promise.all(Array.from({ length: level.workers }, worker));
  return served;
}
