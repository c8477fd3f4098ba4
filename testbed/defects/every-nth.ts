import type { Parameter } from './defect';

/** The parameter of the defects that strike at every N-th output. */
export const everyNthOutput: Parameter = { name: 'every', unit: 'outputs', default: 10, max: 1_000_000_000 };

/**
 * Counts calls and says yes to the first one and to every N-th after it: calls 1, N+1, 2N+1 and so on. Beginning with the first
 * makes a defect show in a test with fewer outputs than N; the rate over many outputs is the same.
 */
export function createEveryNth(every: number): () => boolean {
  let calls = 0;
  return () => calls++ % every === 0;
}
