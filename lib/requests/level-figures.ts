import { meets } from '../gate/bound';
import { keyOf, type ResolvedLimit } from '../gate/limit';
import type { Answer, Request } from './request';

/** Answers of one level, so that a script can judge it while k6 runs: k6 shows its own figures at the end only. */
export class LevelFigures {
  /** Requests so far. */
  asked = 0;
  /** Response times of expected answers by the request's name, in the order in which they came. */
  private readonly timesMs = new Map<string, number[]>();
  private succeeded = 0;

  readonly add = ({ ok, tookMs }: Answer, { name }: Request): void => {
    this.asked++;
    if (!ok) return;
    this.succeeded++;
    if (tookMs === undefined) return;
    const times = this.timesMs.get(name);
    if (times) times.push(tookMs);
    else this.timesMs.set(name, [tookMs]);
  };

  /**
   * Whether the level keeps a limit, its acceptable tier where it has two. An endpoint without an expected answer breaks no limit on its
   * time: either the level was too short or too small for it, or the limit on the success rate is broken.
   * @throws Error for a limit that is neither on `answer_ok` nor on a percentile of `response_time`.
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
    if (limit.metric !== 'response_time' || percent === undefined)
      throw new Error(
        `A level is judged by answer_ok and by percentiles of response_time, but came ${limit.statistic} of ${keyOf(limit)}.`,
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
