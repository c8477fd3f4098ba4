import exec from 'k6/execution';
import { now } from '../clock';
import type { Load } from '../load/load';
import { after, type VuFunction } from '../load/users';
import { recordScriptError } from '../script-error';
import { type Endpoints, type Response, type Send, sender } from './endpoint';
import { flushLag } from './lag';
import { Tally } from './tally';

/** Pause of a worker that was refused or not answered: one that asks again at once would be a load of another kind. */
const afterFailureMs = 100;

/** What workers do. */
export interface Work {
  /** Asked in turn; one that is named more than once is asked more often. */
  readonly endpoints: Endpoints;
  /** Pause behind the answer to a request, instead of the load's own. @param turn of the request, from 0. */
  readonly pauseMs?: (turn: number) => number;
  /** Told of every answer. @param index of its endpoint. */
  readonly answered?: (ok: boolean, response: Response | undefined, index: number) => void;
}

/** The workers of a load work until its time is over or its requests are made. */
export const byWorkers =
  (work: Work): VuFunction =>
  async (load) => {
    await hold(load, load.users, work);
    flushLag();
  };

/**
 * So many workers of all VUs together work for the load's time, or until each has made its requests.
 * @param tags that the metrics bear beside the endpoint's name.
 * @returns expected answers per second.
 */
export async function hold(load: Load, allWorkers: number, work: Work, tags = {}): Promise<number> {
  const sends: readonly Send[] = work.endpoints.map((endpoint) => sender(endpoint, tags));
  const workers = ownShare(allWorkers, load.vus);
  const startedMs = now();
  const untilMs = startedMs + (load.iterations > 0 ? Number.POSITIVE_INFINITY : (load.sizes.seconds ?? 0) * 1000);
  const most = workers * load.iterations;
  const isOver = () => (load.iterations > 0 && asked >= most) || now() >= untilMs;
  const tallies = work.endpoints.map(() => new Tally(untilMs - startedMs));
  let asked = 0;
  const ask = (turn: number) =>
    new Promise<boolean>((resolve) => {
      const index = turn % sends.length;
      const tally = tallies[index] as Tally;
      tally.ask();
      sends[index]?.(turn, (ok, response) => {
        work.answered?.(ok, response, index);
        tally.answer(ok);
        resolve(ok);
      });
    });
  const worker = async () => {
    // Out of step from the beginning.
    await after(Math.random() * pauseOf(load));
    while (!isOver()) {
      const turn = asked++;
      const ok = await ask(turn);
      const ms = Math.max(work.pauseMs?.(turn) ?? pauseOf(load), ok ? 0 : afterFailureMs);
      if (ms > 0) await after(ms);
    }
  };
  const guarded = () => worker().catch((error) => recordScriptError('a worker', error));
  await Promise.all(Array.from({ length: workers }, guarded));
  const inTime = work.endpoints.map(({ name }, index) => (tallies[index] as Tally).record({ name, ...tags }));
  const seconds = load.sizes.seconds ?? (now() - startedMs) / 1000;
  return inTime.reduce((sum, count) => sum + count, 0) / seconds;
}

function pauseOf({ pauseMs: [least, most] = [0, 0] }: Load): number {
  return least + Math.random() * (most - least);
}

/** This VU's part of the workers. */
const ownShare = (all: number, vus: number): number =>
  Math.floor(all / vus) + (exec.scenario.iterationInTest < all % vus ? 1 : 0);
