import exec from 'k6/execution';
import { type Endpoint, type Endpoints, type Response, type Send, sender } from '../http/endpoint';
import type { Load } from '../load/load';
import { after, type VuFunction } from '../load/users';
import { now } from '../runtime/clock';
import { flushLag } from '../runtime/lag';
import { recordScriptError } from '../runtime/script-error';
import { Tally } from './tally';

/** Pause of a worker that was refused or not answered: one that asks again at once would be a load of another kind. */
const afterFailureMs = 100;
/** A worker that has so many requests to make, and so many times in a row no answer at all, leaves the others out. */
const mostUnanswered = 3;

/** What workers do. */
export interface Work {
  /** Asked in turn; one that is named more than once is asked more often. */
  readonly endpoints: Endpoints;
  /** Pause behind the answer to a request, instead of the load's own. @param turn of the request, from 0. */
  readonly pauseMs?: (turn: number) => number;
  /** Told of every answer. @param index of its endpoint. */
  readonly answered?: (ok: boolean, response: Response | undefined, index: number) => void;
}

interface Answer {
  readonly ok: boolean;
  /** Whether there was one at all. */
  readonly came: boolean;
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
  const untilMs = startedMs + load.workMs;
  const timed = load.iterations === 0;
  const most = timed ? Number.POSITIVE_INFINITY : workers * load.iterations;
  const isOver = () => asked >= most || now() >= untilMs;
  const tallies = work.endpoints.map(() => new Tally(timed ? load.workMs : Number.POSITIVE_INFINITY));
  let asked = 0;
  const ask = (turn: number) =>
    new Promise<Answer>((resolve) => {
      const index = turn % sends.length;
      const tally = tallies[index] as Tally;
      tally.ask();
      sends[index]?.(turn, (ok, response) => {
        tally.answer(ok);
        resolve({ ok, came: (response?.status ?? 0) > 0 });
        work.answered?.(ok, response, index);
      });
    });
  const worker = async () => {
    // Out of step from the beginning.
    await after(Math.random() * pauseOf(load));
    let unanswered = 0;
    while (!isOver()) {
      const turn = asked++;
      const { ok, came } = await ask(turn);
      unanswered = came ? 0 : unanswered + 1;
      if (!timed && unanswered === mostUnanswered) return;
      const ms = Math.max(work.pauseMs?.(turn) ?? pauseOf(load), ok ? 0 : afterFailureMs);
      if (asked >= most) return;
      const leftMs = untilMs - now();
      // A timer may wake a fraction of a millisecond early: who looked at the clock again would ask once more, or in vain for the rest.
      if (ms >= leftMs) return after(leftMs);
      if (ms > 0) await after(ms);
    }
  };
  const guarded = () => worker().catch((error) => recordScriptError('a worker', error));
  await Promise.all(Array.from({ length: workers }, guarded));
  const tagsOf = (index: number) => ({ name: (work.endpoints[index] as Endpoint).name, ...tags });
  for (; !timed && asked < most; asked++) {
    const index = asked % sends.length;
    tallies[index]?.leaveOut(tagsOf(index));
    work.answered?.(false, undefined, index);
  }
  const seconds = (timed ? load.workMs : now() - startedMs) / 1000;
  const inTime = tallies.map((tally, index) => tally.record(tagsOf(index)));
  return inTime.reduce((sum, count) => sum + count, 0) / seconds;
}

function pauseOf({ pauseMs: [least, most] = [0, 0] }: Load): number {
  return least + Math.random() * (most - least);
}

/** This VU's part of the workers. */
const ownShare = (all: number, vus: number): number =>
  Math.floor(all / vus) + (exec.scenario.iterationInTest < all % vus ? 1 : 0);
