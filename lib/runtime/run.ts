import { SharedArray } from 'k6/data';
import { setting } from '../environment/env';
import { newRunId } from '../isolation/run-id';

let first = false;

/** What k6 makes once for the whole test and hands to each of its VUs, with no need of a setup(). */
const shared = new SharedArray('run', () => {
  first = true;
  return [newRunId()];
});

/**
 * Whether k6 evaluates the script for the first time, to read its options and learn its metrics. Then it does so again for every VU, for
 * setup() and for handleSummary(), and looks at neither.
 */
export const isFirstEvaluation: boolean = first;

/** RUN_ID, or else one that is the same for all VUs of this k6. */
export const runId = (): string => setting('RUN_ID') ?? shared[0] ?? '';
