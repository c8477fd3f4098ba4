import { failureOf } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import type { Response } from './endpoint';

const failedRequests = counter('requests_failed');

/** Counts a request that failed, by what came instead. */
export function recordFailure({ status, error_code: code }: Response, tags: Readonly<Record<string, string>>): void {
  failedRequests.add(1, { ...tags, what: failureOf(status, code) });
}
