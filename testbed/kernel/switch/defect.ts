import type { Connection } from '../sockets/connection';
import type { Threads } from '../threads';
import type { Timers } from '../timers';
import type { Hooks } from './hooks';

/** A row of targets.csv: the letter of its document, and its number. */
export type Row = `${Uppercase<string>}${number}`;

/** The one whole number that a defect takes: `name=value`. */
export interface Parameter {
  readonly name: string;
  readonly unit: string;
  /** Enough to break the defect's rows at the documents' own sizes. */
  readonly default: number;
  /** At most this; at least 1. Not used with `oneOf`. */
  readonly max: number;
  readonly oneOf?: readonly number[];
}

/** A named fault of the testbed that can be switched on and off. Each exists to prove that a limit can fail. */
export interface Defect {
  readonly name: string;
  /** One sentence: what the system does wrong. */
  readonly does: string;
  /** Rows that must not pass while it is on. None: it proves that a run against it ends in good order. */
  readonly breaks: readonly Row[];
  readonly parameter?: Parameter;
  /**
   * Switches it on with fresh state. Switching off only takes the hooks away: what is under way (a delayed handshake, say) ends by
   * itself. `value` is the parameter's; 0 for a defect that has none.
   */
  start(value: number, surroundings: Surroundings): Hooks;
}

/** What a defect may use apart from the subject of its hook. */
export interface Surroundings {
  /** The open WebSockets of all systems. */
  readonly connections: ReadonlySet<Connection>;
  readonly timers: Pick<Timers, 'after'>;
  readonly threads: Pick<Threads, 'start'>;
}
