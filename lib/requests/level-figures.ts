import { meets } from '../gate/bound';
import { keyOf, type ResolvedLimit } from '../gate/limit';
import type { Endpoints, Response } from '../http/endpoint';

/** Answers of one level, so that a script can judge it while k6 runs: k6 shows its own figures at the end only. */
export class LevelFigures {
  /** Requests so far. */
  asked = 0;
  private readonly endpoints: Endpoints;
  /** Response times by the endpoint's name, in the order in which they came. */
  private readonly timesMs = new Map<string, number[]>();
  private succeeded = 0;

  constructor(endpoints: Endpoints) {
    this.endpoints = endpoints;
  }

  readonly add = (ok: boolean, response: Response | undefined, index: number): void => {
    this.asked++;
    if (ok) this.succeeded++;
    // What was never sent took no time.
    if (!response) return;
    const name = this.endpoints[index]?.name ?? '';
    const times = this.timesMs.get(name);
    const timeMs = response.timings.duration;
    if (times) times.push(timeMs);
    else this.timesMs.set(name, [timeMs]);
  };

  /**
   * Whether the level keeps a limit, its acceptable tier where it has two. An endpoint that was never asked, because the level was too
   * short or too small, breaks nothing.
   * @throws Error for a limit that is neither on `answer_ok` nor on a percentile of `http_req_duration`.
   */
  keep(limit: ResolvedLimit): boolean {
    const bound = limit.warn ?? limit.pass;
    if (bound === undefined) return true;
    const value = this.valueOf(limit);
    return value === undefined || meets(value, bound);
  }

  private valueOf(limit: ResolvedLimit): number | undefined {
    if (limit.metric === 'answer_ok') return this.asked === 0 ? 0 : this.succeeded / this.asked;
    const percent = /^p\((\d+(?:\.\d+)?)\)$/.exec(limit.statistic)?.[1];
    if (limit.metric !== 'http_req_duration' || percent === undefined)
      throw new Error(
        `A level is judged by answer_ok and by percentiles of http_req_duration, but came ${limit.statistic} of ${keyOf(limit)}.`,
      );
    return percentile(this.timesMs.get(limit.tags?.name ?? '') ?? [], Number(percent));
  }
}

/** Between the two nearest values, as k6 takes it; undefined of none. */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (percent / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return undefined;
  return low + (high - low) * (place - Math.floor(place));
}
