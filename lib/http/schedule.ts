import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import { now } from '../clock';
import { type Arrivals, rateOf } from '../load/arrivals';
import type { VuFunction } from '../load/users';
import { counter, rate } from '../metrics';
import { type Answered, type Endpoint, type Send, sender } from './endpoint';
import { flushLag, noteLag } from './lag';
import { Tally } from './tally';

const answerOk = rate('answer_ok');
const unsent = counter('requests_unsent');

/** What is due within so long is sent together: a timer for each request costs more than the request's own JavaScript. */
const tickMs = 3;
/** Requests of one VU that may be under way; a target that answers nothing must not take the generator's memory. */
const mostUnderWay = 2000;

/** The requests of one kind, of which this VU sends every so manieth. */
interface Stream {
  readonly name: string;
  readonly send: Send;
  readonly answered: Answered;
  readonly betweenMs: number;
  /** Number of the next one, counted over all VUs. */
  next: number;
  /** How many there are of all VUs together. */
  readonly end: number;
  readonly tally: Tally;
}

/** Sends each request at its own moment, evenly spaced, without waiting for any answer. */
export const bySchedule =
  (all: readonly Arrivals<Endpoint>[]): VuFunction =>
  (load) =>
    new Promise((finish) => {
      const durationMs = (load.sizes.seconds ?? 0) * 1000;
      const startedMs = now();
      let underWay = 0;
      const streams = all.map(({ endpoint, perSecond }): Stream => {
        const rate = (perSecond * load.perSecond) / rateOf(all);
        const tally = new Tally(durationMs);
        return {
          name: endpoint.name,
          send: sender(endpoint),
          answered(ok) {
            underWay--;
            tally.answer(ok);
          },
          betweenMs: 1000 / rate,
          // VU v of n sends the requests v, v + n, v + 2n and so on.
          next: exec.scenario.iterationInTest,
          end: Math.round((rate * durationMs) / 1000),
          tally,
        };
      });
      const sendNext = (stream: Stream) => {
        stream.tally.ask();
        if (underWay >= mostUnderWay) recordUnsent(stream.name);
        else {
          underWay++;
          stream.send(stream.next, stream.answered);
        }
        stream.next += load.vus;
      };
      const sendDue = () => {
        const atMs = now() - startedMs;
        noteLag(atMs - nextDueMs(streams), atMs);
        for (const stream of streams) while (dueMs(stream) < atMs + tickMs) sendNext(stream);
        const nextMs = nextDueMs(streams);
        if (nextMs === Number.POSITIVE_INFINITY) end();
        else setTimeout(sendDue, startedMs + nextMs - now());
      };
      // Looked at now and then: a promise for each that is under way would cost more.
      const end = () => {
        if (underWay > 0) return void setTimeout(end, 20);
        for (const { name, tally } of streams) tally.record({ name });
        flushLag();
        finish();
      };
      setTimeout(sendDue, nextDueMs(streams));
    });

/** From the start of the load to the stream's next request; never where there is none left. */
const dueMs = ({ next, end, betweenMs }: Stream): number => (next < end ? next * betweenMs : Number.POSITIVE_INFINITY);
const nextDueMs = (streams: readonly Stream[]): number => Math.min(...streams.map(dueMs));

/** It was due, and all that came before it is unanswered: a failure of the target. */
function recordUnsent(name: string): void {
  answerOk.add(false, { name });
  unsent.add(1);
}
