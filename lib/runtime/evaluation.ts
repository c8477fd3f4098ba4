import { SharedArray } from 'k6/data';
import { newRunId } from '../environment/run-id';

let first = false;

/** What k6 makes once for the whole test and hands to each of its VUs, with no need of a setup(). */
const shared = new SharedArray('run', () => {
  first = true;
  return [newRunId()];
});

/**
 * Whether k6 evaluates the script for the first time, to read its options and learn its metrics. It does so again for every VU, for
 * setup() and for handleSummary(), and looks at neither then: what only the first evaluation needs is left out of the others, which the
 * bench shows at 100 sockets.
 */
export const isFirstEvaluation: boolean = first;

/** An id that is the same for all VUs of this k6. */
export const madeRunId = (): string => shared[0] ?? '';
