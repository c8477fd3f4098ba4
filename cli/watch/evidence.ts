import type { Readings } from '../../lib/gate/reading';
import type { Rest } from '../k6/rest';

/** What k6's REST API last gave of a run that may leave no result behind. */
export interface Evidence {
  readonly readings: Readings;
  readonly run: string;
}

/** Taken in the middle of a run too, because k6 shuts its API down before it writes its summary, and may hang there. */
export async function takeEvidence(rest: Rest): Promise<Evidence | undefined> {
  const [readings, run] = await Promise.all([rest.readings(), rest.runId()]);
  return readings && { readings, run: run ?? '' };
}
