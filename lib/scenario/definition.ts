import type { Limit } from '../gate/limit';
import type { Load } from '../load/load';
import type { VuFunction } from '../load/users';

/** One question to a system under load. */
export interface ScenarioDefinition {
  /** Name of the file and of the bundle. */
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: Load;
  /** What no user can begin without, beside the target. */
  readonly needs?: Prerequisite;
  /** What one VU does. */
  readonly run: VuFunction;
  /** Parts of counters, in k6's spelling, that the report tells apart: k6 keeps those only that a threshold names. */
  readonly breakdowns?: readonly string[];
  /** The target is watched once a second during the run; false for a run that takes the target's figures itself. Default true. */
  readonly observe?: boolean;
}

/** Something of the environment that a scenario cannot do without. */
export interface Prerequisite {
  /** For documents and lists: "a token". */
  readonly what: string;
  /** Called in setup(). @throws Error that says how to provide it. */
  check(): void;
}
