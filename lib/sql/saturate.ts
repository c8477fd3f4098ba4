import type { VuFunction } from '../load/load';
import type { WorkerLoad } from '../load/workers';
import { rate } from '../metrics/recorders';
import { needOf, type Request } from '../requests/request';
import { hold } from '../requests/workers';

const cleanFailure = rate('clean_failure');

/** What a pool is asked for. */
export interface Saturation {
  /** What each worker sends, more of them at once than the pool has connections. */
  readonly statement: Request;
  /** What is sent afterwards, one for each connection of the pool, all at once: it must find all of them. */
  readonly afterwards: Request;
  readonly poolSize: number;
}

/** Asks a pool for more connections than it has, and then whether it still has all of them. */
export function saturate({ statement, afterwards, poolSize }: Saturation): VuFunction<WorkerLoad> {
  const run: VuFunction<WorkerLoad> = async (load) => {
    const tags = { name: statement.name };
    await hold(load, load.users, [statement], {
      answered: ({ ok, refusedCleanly }) => cleanFailure.add(ok || refusedCleanly, tags),
    });
    await hold({ ...load, iterations: 1 }, poolSize, [afterwards], {});
  };
  return Object.assign(run, needOf([statement]));
}
