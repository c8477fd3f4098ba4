import type { Endpoint, Endpoints } from '../http/endpoint';

/** An endpoint, and how often it is asked beside the others. */
export type Weighted = readonly [endpoint: Endpoint, weight: number];

/**
 * One round of requests in which each endpoint has as many as its weight, spread evenly: the one that is furthest behind its share
 * comes next.
 */
export function weighted(...all: readonly [Weighted, ...Weighted[]]): Endpoints {
  const total = all.reduce((sum, [, weight]) => sum + weight, 0);
  const round: Endpoint[] = [];
  const behind = all.map(() => 0);
  for (let turn = 0; turn < total; turn++) {
    for (const [index, [, weight]] of all.entries()) behind[index] = (behind[index] ?? 0) + weight;
    const next = behind.indexOf(Math.max(...behind));
    behind[next] = (behind[next] ?? 0) - total;
    round.push((all[next] as Weighted)[0]);
  }
  return round as unknown as Endpoints;
}
