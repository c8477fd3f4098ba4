import type { Population } from '../sockets/population';
import type { Tally } from './tally';

/** One testbed's figures at one moment; the counters are since its start. */
export interface Stats extends Readonly<Tally> {
  /** WebSockets that are open now. */
  readonly openConnections: number;
  /** Tasks that have begun and not ended. */
  readonly runningTasks: number;
}

/** A copy that does not change any more. */
export function readStats(tally: Tally, population: Population): Stats {
  return { openConnections: population.open.size, runningTasks: population.busy.size, ...structuredClone(tally) };
}
