import { createRandom, seedOf } from '../kernel/random';
import { type Configuration, type Demand, type Outcome, predict } from './cost-model';

/** All combinations are looked at. */
const choices = { instances: 64, cores: 64, cacheSteps: 64, cacheStepMb: 128 };
const targetMs = 60;

export interface Candidate extends Configuration, Outcome {}

/** The body of `POST /api/v1/optimize`: the cheapest configuration that meets the target, by full search. About 80 ms of CPU. */
export function optimize(instanceId: string) {
  const demand = demandOf(instanceId);
  const current = candidate(demand, { instances: 32, cores: 48, cacheMb: choices.cacheStepMb });
  let best: Candidate | undefined;
  let feasible = 0;
  for (const configuration of configurations()) {
    const { latencyMs, costPerHour } = predict(demand, configuration);
    if (latencyMs > targetMs) continue;
    feasible++;
    if (best === undefined || costPerHour < best.costPerHour) best = { ...configuration, latencyMs, costPerHour };
  }
  return {
    instance_id: instanceId,
    status: 'completed',
    target_latency_ms: targetMs,
    considered: choices.instances * choices.cores * choices.cacheSteps,
    feasible,
    current: describe(current),
    recommended: best === undefined ? null : describe(best),
  };
}

/** The same for the same instance everywhere. */
export function demandOf(instanceId: string): Demand {
  const random = createRandom(seedOf(instanceId));
  // The first number of this generator hangs closely on the seed.
  random();
  return {
    requestsPerSecond: 2_000 + Math.floor(random() * 18_000),
    serviceMs: 20 + Math.floor(random() * 30),
    dataMb: 2_048 + Math.floor(random() * 8_192),
  };
}

function* configurations(): Generator<Configuration> {
  for (let instances = 1; instances <= choices.instances; instances++)
    for (let cores = 1; cores <= choices.cores; cores++)
      for (let step = 0; step < choices.cacheSteps; step++)
        yield { instances, cores, cacheMb: step * choices.cacheStepMb };
}

function candidate(demand: Demand, configuration: Configuration): Candidate {
  return { ...configuration, ...predict(demand, configuration) };
}

function describe({ instances, cores, cacheMb, latencyMs, costPerHour }: Candidate) {
  const keepsUp = Number.isFinite(latencyMs);
  return { instances, cores, cache_mb: cacheMb, latency_ms: keepsUp ? latencyMs : null, cost_per_hour: costPerHour };
}
