import exec from 'k6/execution';
import { now } from '../clock';
import type { Load } from '../load/load';
import { after, type VuFunction } from '../load/users';
import { recordScriptError } from '../script-error';
import { type Endpoints, type Response, type Send, sender, served } from './endpoint';
import { flushLag } from './lag';

/** Pause of a worker that was refused or not answered: one that asks again at once would be a load of another kind. */
const afterFailureMs = 100;

/** What workers do. */
export interface Work {
  /** Asked in turn; one that is named more than once is asked more often. */
  readonly endpoints: Endpoints;
  /** Told of every answer. @param index of its endpoint. */
  readonly answered?: (ok: boolean, response: Response | undefined, index: number) => void;
}

/** How it went. */
export interface Held {
  readonly asked: number;
  /** Expected answers per second. */
  readonly perSecond: number;
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
 */
export async function hold(load: Load, allWorkers: number, work: Work, tags = {}): Promise<Held> {
  const sends: readonly Send[] = work.endpoints.map((endpoint) => sender(endpoint, tags));
  const workers = ownShare(allWorkers, load.vus);
  const startedMs = now();
  const untilMs = startedMs + (load.sizes.seconds ?? 0) * 1000;
  const most = workers * load.iterations;
  const isOver = () => (load.iterations > 0 ? asked >= most : now() >= untilMs);
  const inTime = sends.map(() => 0);
  let asked = 0;
  const ask = (turn: number) =>
    new Promise<boolean>((resolve) => {
      const index = turn % sends.length;
      sends[index]?.(turn, (ok, response) => {
        work.answered?.(ok, response, index);
        if (ok && (load.iterations > 0 || now() < untilMs)) inTime[index] = (inTime[index] ?? 0) + 1;
        resolve(ok);
      });
    });
  const worker = async () => {
    // Out of step from the beginning.
    await after(Math.random() * pauseOf(load));
    while (!isOver()) {
      const ok = await ask(asked++);
      const ms = Math.max(pauseOf(load), ok ? 0 : afterFailureMs);
      if (ms > 0) await after(ms);
    }
  };
  const guarded = () => worker().catch((error) => recordScriptError('a worker', error));
  await Promise.all(Array.from({ length: workers }, guarded));
  for (const [index, { name }] of work.endpoints.entries()) served.add(inTime[index] ?? 0, { name, ...tags });
  const seconds = load.sizes.seconds ?? (now() - startedMs) / 1000;
  return { asked, perSecond: inTime.reduce((sum, count) => sum + count, 0) / seconds };
}

function pauseOf({ pauseMs: [least, most] = [0, 0] }: Load): number {
  return least + Math.random() * (most - least);
}

/** This VU's part of the workers. */
const ownShare = (all: number, vus: number): number =>
  Math.floor(all / vus) + (exec.scenario.iterationInTest < all % vus ? 1 : 0);
