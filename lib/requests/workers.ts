import exec from 'k6/execution';
import type { VuFunction } from '../load/load';
import { type ClosedLoad, drawn, mostPerSecond } from '../load/request-load';
import type { WorkerLoad } from '../load/workers';
import { now } from '../runtime/clock';
import { after } from '../runtime/pace';
import { recordScriptError } from '../runtime/script-error';
import { asking } from './asking';
import { ClientFigures } from './client-figures';
import { HoldFigures } from './hold-figures';
import { type Answer, notSent, type Request, type Requests, type Tags } from './request';
import { Tally } from './tally';

/** Pause of a worker that was refused or not answered: one that asks again at once would be a load of another kind. */
const afterFailureMs = 100;
/** A worker that has a number of requests to make, and this many times in a row no answer at all, loses its patience and leaves the others out. */
const mostUnanswered = 3;

export interface WorkOptions {
  /** Pause after the answer to a request, instead of the load's own. @param turn of the request, from 0. */
  readonly pauseMs?: (turn: number) => number;
  /** Requests after which another client takes a worker's place, with nothing of what was before. Default: a worker is one client. */
  readonly requestsPerClient?: number;
  /** Told of every answer. */
  readonly answered?: (answer: Answer, request: Request) => void;
  /**
   * How long a worker that has a number of requests to make goes on asking a target that does not answer at all, as while it is started
   * again. Default: no longer than three requests take.
   */
  readonly patienceMs?: number;
  /** Of all metrics, next to the request's name. */
  readonly tags?: Tags;
}

/** The workers of a load work until its time is over or its requests are made. */
export const byWorkers = (requests: Requests, options: WorkOptions = {}): VuFunction<WorkerLoad> =>
  asking(requests, async (load) => void (await hold(load, load.users, requests, options)));

/**
 * A number of workers of all VUs together work for the load's time, or until each has made its requests.
 * @returns expected answers per second.
 */
export async function hold(
  load: ClosedLoad,
  allWorkers: number,
  requests: Requests,
  { pauseMs, requestsPerClient = Number.POSITIVE_INFINITY, answered, patienceMs = 0, tags = {} }: WorkOptions,
): Promise<number> {
  const workers = ownShare(allWorkers, load.vus);
  for (const request of requests) await request.prepare?.();
  const startedMs = now();
  const untilMs = startedMs + load.workMs;
  const timed = load.iterations === 0;
  const each = timed ? Number.POSITIVE_INFINITY : load.iterations;
  const kinds = requests.map((request) => ({
    request,
    send: request.sender(tags),
    tally: new Tally(timed ? load.workMs : Number.POSITIVE_INFINITY, { name: request.name, ...tags }),
  }));
  const kindOf = (turn: number) => kinds[turn % kinds.length] as (typeof kinds)[number];
  let asked = 0;
  const figures = new HoldFigures(timed ? load.workMs : undefined);
  // Where all ask the same, it has a name.
  const together = new Set(requests).size === 1 ? { name: requests[0].name, ...tags } : tags;
  const ask = (turn: number, client: ClientFigures) =>
    new Promise<Answer>((resolve) => {
      const { request, send, tally } = kindOf(turn);
      tally.ask();
      figures.ask();
      const settle = (answer: Answer) => {
        tally.answer(answer);
        figures.answer(answer);
        client.answer(answer);
        resolve(answer);
        answered?.(answer, request);
      };
      send(turn, settle, client);
    });
  const tickMs = timed && !load.pauseMs ? (allWorkers / mostPerSecond) * 1000 : 0;
  // A worker that is answered sooner waits for the tick that all have in common: then all of them ask together, however fast the target is.
  const untilTick = (askedMs: number, fromMs: number) =>
    fromMs - askedMs >= tickMs ? 0 : (Math.floor((fromMs - startedMs) / tickMs) + 1) * tickMs - (fromMs - startedMs);
  const worker = async () => {
    // Those with a pause are out of step from the beginning.
    await after(Math.random() * drawn(load.pauseMs));
    let unanswered = 0;
    let answeredLastMs = now();
    let client = new ClientFigures();
    // Its own share of them: where fast workers took those of slow ones, a half that refuses everything would look like a tenth.
    for (let made = 1; made <= each && now() < untilMs; made++) {
      const turn = asked++;
      const askedMs = now();
      const { ok, came } = await ask(turn, client);
      if (made % requestsPerClient === 0) {
        client.record(together);
        client = new ClientFigures();
      }
      unanswered = came ? 0 : unanswered + 1;
      const answeredMs = now();
      if (came) answeredLastMs = answeredMs;
      if (!timed && unanswered >= mostUnanswered && answeredMs - answeredLastMs >= patienceMs) break;
      const restMs = Math.max(pauseMs?.(turn) ?? drawn(load.pauseMs), ok ? 0 : afterFailureMs);
      if (made === each) break;
      const ms = restMs + (tickMs > 0 ? untilTick(askedMs, answeredMs + restMs) : 0);
      const leftMs = untilMs - answeredMs;
      // A timer may wake a fraction of a millisecond early: who looked at the clock again would ask once more, or wait for nothing.
      if (ms > 0) await after(Math.min(ms, leftMs));
      if (ms >= leftMs) break;
    }
    client.record(together);
  };
  const guarded = () => worker().catch((error) => recordScriptError('a worker', error));
  await Promise.all(Array.from({ length: workers }, guarded));
  for (; !timed && asked < workers * each; asked++) {
    const { request, tally } = kindOf(asked);
    tally.leaveOut();
    answered?.(notSent, request);
  }
  figures.record(load.vus, together);
  const seconds = (timed ? load.workMs : now() - startedMs) / 1000;
  return kinds.reduce((sum, { tally }) => sum + tally.record(), 0) / seconds;
}

/** This VU's part of the workers. */
const ownShare = (all: number, vus: number): number =>
  Math.floor(all / vus) + (exec.scenario.iterationInTest < all % vus ? 1 : 0);
