import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import type { ArrivalLoad } from '../load/arrivals';
import { knocked } from '../load/knock';
import type { VuFunction } from '../load/load';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { recordWorst } from './hold-figures';
import { type Answer, knockOf, type Request, type Send } from './request';
import { Seconds } from './seconds';
import { Tally } from './tally';

/** What is due within this time is sent together, hence at most this early: a timer for each costs more than the request's own JavaScript. */
const tickMs = 5;
/** Requests of one VU that may be under way; a target that answers nothing must not take the generator's memory. */
const mostUnderWay = 5000;

/** The requests of one kind, of which this VU sends every n-th. */
interface Stream {
  readonly name: string;
  readonly send: Send;
  readonly answered: (answer: Answer) => void;
  readonly betweenMs: number;
  /** Number of the next one, counted over all VUs. */
  next: number;
  /** Their number, of all VUs together. */
  readonly end: number;
  readonly tally: Tally;
  readonly seconds: Seconds;
}

/** Sends each request at its own moment, evenly spaced, without waiting for any answer. */
export const bySchedule: VuFunction<ArrivalLoad<Request>> = knocked(
  ({ requests }) => knockOf(requests.map(({ request }) => request)),
  async (load) => {
    for (const { request } of load.requests) await request.prepare?.();
    await sendAll(load);
  },
);

const sendAll = (load: ArrivalLoad<Request>): Promise<void> =>
  new Promise((finish) => {
    const startedMs = now();
    let underWay = 0;
    const streams = load.requests.map(({ request, perSecond }): Stream => {
      const tally = new Tally(load.workMs, { name: request.name });
      const seconds = new Seconds(startedMs, load.workMs);
      return {
        name: request.name,
        send: request.sender(),
        answered(answer) {
          underWay--;
          tally.answer(answer);
          seconds.answer(answer.ok, now());
        },
        betweenMs: 1000 / perSecond,
        // VU v of n sends the requests v, v + n, v + 2n and so on.
        next: exec.scenario.iterationInTest,
        end: Math.round((perSecond * load.workMs) / 1000),
        tally,
        seconds,
      };
    });
    const sendNext = (stream: Stream) => {
      // It was due, and all that came before it is unanswered.
      if (underWay >= mostUnderWay) stream.tally.leaveOut();
      else {
        stream.tally.ask();
        underWay++;
        stream.send(stream.next, stream.answered);
      }
      stream.next += load.vus;
    };
    const sendDue = () => {
      const nowMs = now();
      const atMs = nowMs - startedMs;
      noteLag(atMs - nextDueMs(streams), nowMs);
      for (const stream of streams) while (dueMs(stream) < atMs + tickMs) sendNext(stream);
      wait();
    };
    const wait = () => {
      const nextMs = nextDueMs(streams);
      if (nextMs === Number.POSITIVE_INFINITY) end();
      else setTimeout(sendDue, startedMs + nextMs - now());
    };
    // Looked at now and then: a promise for each that is under way would cost more.
    const end = () => {
      if (underWay > 0) return void setTimeout(end, 20);
      for (const { tally, seconds, name } of streams) {
        tally.record();
        recordWorst(seconds, load.vus, { name });
      }
      finish();
    };
    wait();
  });

/** From the start of the load to the stream's next request; never where there is none left. */
const dueMs = ({ next, end, betweenMs }: Stream): number => (next < end ? next * betweenMs : Number.POSITIVE_INFINITY);
const nextDueMs = (streams: readonly Stream[]): number => Math.min(...streams.map(dueMs));
