import type { Prerequisite } from '../environment/prerequisite';
import { keyOf, type Limit } from '../gate/limit';
import type { Load, VuFunction } from '../load/load';

/** One question to a system under load. The compiler refuses a `run` that is made for another kind of load. */
export interface ScenarioDefinition<L extends Load = Load> {
  /** Name of the file and of the bundle. */
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: L;
  /** What no user can begin without, apart from the target and from what `run` says that it needs. */
  readonly needs?: Prerequisite;
  /** The most that the system's document allows against production; absent: it says nothing. */
  readonly production?: ProductionLoad;
  /** What one VU does. */
  readonly run: VuFunction<L>;
  /** The target is watched once a second during the run; false for a run that takes the target's figures itself. Default true. */
  readonly observe?: boolean;
}

/** All that no user can begin without. */
export function needsOf({
  needs,
  run,
  load,
}: Pick<ScenarioDefinition<never>, 'needs' | 'run'> & { readonly load: Pick<Load, 'needs'> }): readonly Prerequisite[] {
  return [needs, run.needs, load.needs].flatMap((need) => need ?? []);
}

/** All that it is judged by: of what its load asks for, only what the scenario does not limit itself. */
export function limitsOf({ limits, run }: Pick<ScenarioDefinition<never>, 'limits' | 'run'>): readonly Limit[] {
  // A figure without a bound is no limit, and stands next to one on the whole of its metric.
  const isBounded = (own: Limit) =>
    limits.some((limit) =>
      own.pass ? limit.metric === own.metric && isAbout(limit, own) : keyOf(limit) === keyOf(own),
    );
  const usual = run.limits ?? [];
  return [...limits.map((limit) => counted(limit, usual)), ...usual.filter((own) => !isBounded(own))];
}

/** A limit of the scenario's own is kept by the same samples as the one in whose place it is. */
function counted(limit: Limit, usual: readonly Limit[]): Limit {
  const { evidence } = usual.find(({ metric }) => metric === limit.metric) ?? {};
  return evidence === undefined || limit.evidence !== undefined ? limit : { ...limit, evidence };
}

/** Whether one limit is on all of a metric, or both are on the same part. */
const isAbout = (one: Limit, other: Limit): boolean => !one.tags || !other.tags || keyOf(one) === keyOf(other);

/** `loadmark run --env production` turns a scenario down to this, unless its user gives a size. */
export interface ProductionLoad {
  readonly users: number;
  readonly durationMs: number;
  /** Who says so: "document 003". */
  readonly source: string;
}
