/** What an instance has to cope with. */
export interface Demand {
  readonly requestsPerSecond: number;
  /** CPU time of one request on a core, when nothing is cached. */
  readonly serviceMs: number;
  /** Size of all that could be cached. */
  readonly dataMb: number;
}

/** What can be chosen. */
export interface Configuration {
  readonly instances: number;
  readonly cores: number;
  readonly cacheMb: number;
}

export interface Outcome {
  /** Infinity when it cannot keep up. */
  readonly latencyMs: number;
  readonly costPerHour: number;
}

const prices = { core: 0.04, cacheGb: 0.006, instance: 0.01 };
/** The share of a request's work that a full cache saves. */
const cacheSaves = 0.7;

/** Each instance is a queue with a server for each core (M/M/c, Erlang 1917); a cache makes the service shorter. */
export function predict(demand: Demand, { instances, cores, cacheMb }: Configuration): Outcome {
  const hitRate = Math.sqrt(Math.min(1, cacheMb / demand.dataMb));
  const serviceMs = demand.serviceMs * (1 - cacheSaves * hitRate);
  const busyCores = (demand.requestsPerSecond / instances) * (serviceMs / 1_000);
  const costPerHour = instances * (prices.instance + cores * prices.core + (cacheMb / 1_024) * prices.cacheGb);
  if (busyCores >= cores) return { latencyMs: Number.POSITIVE_INFINITY, costPerHour };
  const waitMs = (probabilityOfWaiting(busyCores, cores) * serviceMs) / (cores - busyCores);
  return { latencyMs: serviceMs + waitMs, costPerHour };
}

/** Erlang's C formula, by the recursion of his B formula, which does not overflow. */
function probabilityOfWaiting(busyCores: number, cores: number): number {
  let blocked = 1;
  for (let core = 1; core <= cores; core++) blocked = (busyCores * blocked) / (core + busyCores * blocked);
  return blocked / (1 - (busyCores / cores) * (1 - blocked));
}
