import { countedTrend } from '../metrics/recorders';
import type { Answer, Tags } from './request';

const clientTime = countedTrend('client_time');
const clientOk = countedTrend('client_ok');

/** Of more answers a random part: the median needs no more, and a load may last for a day. */
const mostTimes = 500;
/** Fewer say nothing of a client: any one answer may be late. */
const leastAnswers = 2;

/** What one client has had: among many, one that always waits is in no percentile. */
export class ClientFigures {
  private readonly timesMs: number[] = [];
  private asked = 0;
  private succeeded = 0;

  answer({ ok, tookMs }: Answer): void {
    this.asked++;
    if (!ok) return;
    this.succeeded++;
    if (tookMs === undefined) return;
    if (this.timesMs.length < mostTimes) this.timesMs.push(tookMs);
    else if (Math.random() < mostTimes / this.succeeded) this.timesMs[Math.floor(Math.random() * mostTimes)] = tookMs;
  }

  /** To be called once, when the client asks no more. */
  record(tags: Tags): void {
    if (this.asked >= leastAnswers) clientOk.add(this.succeeded / this.asked, tags);
    if (this.timesMs.length >= leastAnswers) clientTime.add(lowerMedian(this.timesMs), tags);
  }
}

/** The lower of two in the middle: of two answers one that is late makes no late client. */
const lowerMedian = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
