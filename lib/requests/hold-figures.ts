import { countedTrend } from '../metrics/recorders';
import { now } from '../runtime/clock';
import type { Answer, Tags } from './request';
import { Seconds } from './seconds';

const worstSecond = countedTrend('worst_second');
const inFlight = countedTrend('in_flight');
const mostInFlight = countedTrend('most_in_flight');

/** What workers together had of a target while they were held. */
export class HoldFigures {
  private readonly startMs = now();
  private readonly seconds: Seconds | undefined;
  private busyMs = 0;
  private open = 0;
  private most = 0;
  private lastMs = 0;

  /** @param durationMs undefined for a load that ends with its last answer, hence has no rate. */
  constructor(durationMs: number | undefined) {
    if (durationMs !== undefined) this.seconds = new Seconds(this.startMs, durationMs);
  }

  ask(): void {
    this.open++;
    this.most = Math.max(this.most, this.open);
  }

  answer({ ok, tookMs = 0 }: Answer): void {
    this.open--;
    const nowMs = now();
    this.seconds?.answer(ok, nowMs);
    this.busyMs += tookMs;
    this.lastMs = nowMs;
  }

  /**
   * Once, when all is answered. Requests in flight are what Little's law makes of their times: their sum by the time from the first to the
   * last; what the generator takes between two requests is no flight. @param vus of all, each with a like share of the workers.
   */
  record(vus: number, tags: Tags): void {
    recordWorst(this.seconds, vus, tags);
    if (this.most > 0) mostInFlight.add(this.most * vus, tags);
    if (this.busyMs > 0) inFlight.add((this.busyMs / (this.lastMs - this.startMs)) * vus, tags);
  }
}

/** One VU's worst second stands for those of the others: they share no clock and no memory. */
export function recordWorst(seconds: Seconds | undefined, vus: number, tags: Tags): void {
  const worst = seconds?.worst();
  if (worst !== undefined) worstSecond.add(worst * vus, tags);
}
