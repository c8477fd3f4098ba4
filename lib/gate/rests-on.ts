import { type MetricSpec, metrics } from '../metrics/catalogue';
import type { ResolvedLimit } from './limit';
import type { JudgedLimit } from './verdict';

/**
 * Takes the good word from limits on what succeeded where too little did: the fastest answers are often those of a target that refuses, and
 * what timed out has no time. A limit that such a figure misses stays missed.
 */
export function onlyOnWhatHolds(judged: readonly JudgedLimit[]): JudgedLimit[] {
  const failed = judged.filter(({ verdict }) => verdict === 'FAIL');
  return judged.map((limit) => {
    if (limit.verdict !== 'PASS' && limit.verdict !== 'WARNING') return limit;
    const { restsOn }: MetricSpec = metrics[limit.metric];
    const base = failed.find((other) => other.metric === restsOn && overlap(other, limit));
    return base ? { ...limit, verdict: 'NO DATA', value: null, notes: [noteOn(base)] } : limit;
  });
}

/** Whether something can belong to both parts: no tag has another value in one than in the other. */
const overlap = ({ tags: one = {} }: ResolvedLimit, { tags: other = {} }: ResolvedLimit): boolean =>
  Object.entries(one).every(([name, value]) => (other[name] ?? value) === value);

const noteOn = ({ row, title }: JudgedLimit): string =>
  `not judged: ${row} (${title}) failed, and this is of what succeeded only`;
