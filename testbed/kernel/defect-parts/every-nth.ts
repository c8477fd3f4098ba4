import type { Parameter } from '../switch/defect';

/** The parameter of a defect that strikes at every N-th of these. */
export function everyNth(unit: string): Parameter {
  return { name: 'every', unit, default: 10, max: 1_000_000_000 };
}

/**
 * Counts calls and says yes to the first one and to every N-th after it: calls 1, N+1, 2N+1 and so on. Beginning with the first
 * makes a defect show in a test with fewer calls than N; the rate over many calls is the same.
 */
export function createEveryNth(every: number): () => boolean {
  let calls = 0;
  return () => calls++ % every === 0;
}

/** The same, counted for each key by itself. */
export function createEveryNthOf<Key extends WeakKey>(every: number): (key: Key) => boolean {
  const counters = new WeakMap<Key, () => boolean>();
  return (key) => {
    const isDue = counters.get(key) ?? createEveryNth(every);
    counters.set(key, isDue);
    return isDue();
  };
}
