import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import { now } from '../clock';
import { type Arrivals, rateOf } from '../load/arrivals';
import type { Load } from '../load/load';
import type { VuFunction } from '../load/users';
import { counter, rate } from '../metrics';
import { type Answered, type Endpoint, type Send, sender, served } from './endpoint';
import { flushLag, noteLag } from './lag';

const answerOk = rate('answer_ok');
const unsent = counter('requests_unsent');

/** What is due within so long is sent together: a timer for each request costs more than the request's own JavaScript. */
const tickMs = 3;
/** Requests of one VU that may be under way; a target that answers nothing must not take the generator's memory. */
const mostUnderWay = 2000;

/** The requests of one kind that this VU sends. */
interface Stream {
  readonly name: string;
  readonly send: Send;
  readonly answered: Answered;
  readonly everyMs: number;
  /** From the start of the load. */
  dueMs: number;
  turn: number;
  /** Expected answers that came before the end of the load. */
  served: number;
}

/** Sends each request at its own moment, evenly spaced, without waiting for any answer. */
export const bySchedule =
  (all: readonly Arrivals<Endpoint>[]): VuFunction =>
  (load) =>
    new Promise((finish) => {
      const durationMs = (load.sizes.seconds ?? 0) * 1000;
      const startedMs = now();
      let underWay = 0;
      const streams = all.map((arrivals) => {
        const stream: Stream = {
          ...streamOf(arrivals, load, load.perSecond / rateOf(all)),
          answered(ok) {
            underWay--;
            if (ok && now() - startedMs < durationMs) stream.served++;
          },
        };
        return stream;
      });
      const sendDue = () => {
        const atMs = now() - startedMs;
        noteLag(atMs - nextOf(streams), atMs);
        const untilMs = Math.min(atMs + tickMs, durationMs);
        for (const stream of streams) {
          for (; stream.dueMs < untilMs; stream.dueMs += stream.everyMs) {
            if (underWay >= mostUnderWay) recordUnsent(stream.name);
            else {
              underWay++;
              stream.send(stream.turn++, stream.answered);
            }
          }
        }
        const nextMs = nextOf(streams);
        if (nextMs < durationMs) setTimeout(sendDue, startedMs + nextMs - now());
        else end();
      };
      // Looked at now and then: a promise for each that is under way would cost more.
      const end = () => {
        if (underWay > 0) return void setTimeout(end, 20);
        for (const { name, served: count } of streams) served.add(count, { name });
        flushLag();
        finish();
      };
      setTimeout(sendDue, nextOf(streams));
    });

const nextOf = (streams: readonly Stream[]): number => Math.min(...streams.map(({ dueMs }) => dueMs));

/** VU v of n sends the requests v, v + n, v + 2n and so on of each kind. */
function streamOf({ endpoint, perSecond }: Arrivals<Endpoint>, { vus }: Load, scale: number): Omit<Stream, 'answered'> {
  const first = exec.scenario.iterationInTest;
  const betweenMs = 1000 / (perSecond * scale);
  return {
    name: endpoint.name,
    send: sender(endpoint),
    everyMs: betweenMs * vus,
    dueMs: betweenMs * first,
    turn: first,
    served: 0,
  };
}

/** It was due, and all that came before it is unanswered: a failure of the target. */
function recordUnsent(name: string): void {
  answerOk.add(false, { name });
  unsent.add(1);
}
