import { counter, rate, sampleCounter, trend } from '../metrics/recorders';
import { now } from '../runtime/clock';
import type { Answer, Tags } from './request';

const requests = counter('requests');
const served = counter('served');
const unsent = counter('requests_unsent');
const answerOk = rate('answer_ok');
const responseTime = trend('response_time');
const responseTimes = sampleCounter('response_time');

/**
 * What became of the requests of one kind. A target has kept up with what it answered within the load's length from its first answer on:
 * what it still works off afterwards does not count, and slow answers that keep coming do.
 */
export class Tally {
  private readonly tags: Tags;
  private readonly durationMs: number;
  private asked = 0;
  private timed = 0;
  private inTime = 0;
  private endMs: number | undefined;

  /** @param durationMs of the load; infinite for one that ends with its last answer. @param tags of all its metrics. */
  constructor(durationMs: number, tags: Tags) {
    this.durationMs = durationMs;
    this.tags = tags;
  }

  ask(): void {
    this.asked++;
  }

  /** A request that was due, and that was not sent because those before it are unanswered: a failure of the target. */
  leaveOut(): void {
    this.asked++;
    unsent.add(1);
    answerOk.add(false, this.tags);
  }

  /**
   * Only an expected answer has a response time: a refusal comes sooner than any answer, and where nothing came there is none. It runs from
   * the moment the request was made. A schedule waits for no answer, so a request is made when it is due, except where the generator is
   * late, and `generator_lag` guards that.
   * @param nowMs `now()`, where the caller has read it: k6 takes 2 µs for it.
   */
  answer({ ok, tookMs }: Answer, nowMs = now()): void {
    this.endMs ??= nowMs + this.durationMs;
    answerOk.add(ok, this.tags);
    if (ok && tookMs !== undefined) {
      responseTime.add(tookMs, this.tags);
      this.timed++;
    }
    if (ok && nowMs <= this.endMs) this.inTime++;
  }

  /**
   * To be called once, when all requests are settled: a sample for each would cost.
   * @returns expected answers that came in time.
   */
  record(): number {
    requests.add(this.asked, this.tags);
    served.add(this.inTime, this.tags);
    responseTimes.add(this.timed, this.tags);
    return this.inTime;
  }
}
