import type { Result } from '../../lib/report/result';

/**
 * Whether k6 was the bottleneck of a run and nothing else speaks against it: then nothing is known about the target, and the run is worth
 * making again. An interrupted run is not.
 */
export const wasBottleneck = ({ verdict, invalidities }: Result): boolean =>
  verdict === 'INVALID' && invalidities.every(({ cause }) => cause === 'generator');
