import { setting } from '../environment/env';
import { madeRunId } from './evaluation';

/** RUN_ID, or else one that is the same for all VUs of this k6. */
export const runId = (): string => setting('RUN_ID') ?? madeRunId();
