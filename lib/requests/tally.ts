import { counter, rate } from '../metrics/recorders';
import { now } from '../runtime/clock';
import type { Tags } from './request';

const requests = counter('requests');
const served = counter('served');
const unsent = counter('requests_unsent');
const answerOk = rate('answer_ok');

/**
 * What became of the requests of one kind. A target has kept up with what it answered within the load's length from its first answer on:
 * what it still works off afterwards does not count, and slow answers that keep coming do.
 */
export class Tally {
  private readonly tags: Tags;
  private readonly durationMs: number;
  private asked = 0;
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

  /** @param ok whether the answer was an expected one. */
  answer(ok: boolean): void {
    const nowMs = now();
    this.endMs ??= nowMs + this.durationMs;
    answerOk.add(ok, this.tags);
    if (ok && nowMs <= this.endMs) this.inTime++;
  }

  /**
   * To be called once, when all requests are settled: a sample for each would cost.
   * @returns expected answers that came in time.
   */
  record(): number {
    requests.add(this.asked, this.tags);
    served.add(this.inTime, this.tags);
    return this.inTime;
  }
}
