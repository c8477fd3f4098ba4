import { setting } from '../environment/env';
import { targetsOf } from '../environment/prerequisite';
import { defaultBounds } from '../gate/generator';
import { type Need, needs, resolveLimits } from '../gate/limit';
import { overrideLimits } from '../gate/override';
import type { Load } from '../load/load';
import { runId } from '../runtime/run-id';
import { limitsOf, needsOf, type ScenarioDefinition } from './definition';
import type { SummaryContext } from './summary';

/** What a run is judged by, after the environment has had its say. */
export function contextOf<L extends Load>(definition: ScenarioDefinition<L>): SummaryContext {
  const { name, load } = definition;
  const limits = limitsOf(definition);
  const overrides = setting('LIMITS');
  const documented = overrides === undefined ? limits : overrideLimits(limits, overrides);
  return {
    scenario: name,
    run: runId(),
    limits: resolveLimits(documented, load.sizes, load.offer),
    load,
    targets: targetsOf(needsOf(definition)),
    bounds: { lagMs: setting('GENERATOR_LAG') ?? defaultBounds.lagMs },
    given: (Object.keys(needs) as Need[]).filter((need) => setting(need) !== undefined),
    strict: setting('STRICT') === 'true',
  };
}
