import type { Request, Requests } from './request';

/** A request, and how often it is sent next to the others. */
export type Weighted = readonly [request: Request, weight: number];

/**
 * One round of requests in which each kind has as many as its weight, spread evenly: the kind that lags its share most comes next.
 */
export function weighted(...all: readonly [Weighted, ...Weighted[]]): Requests {
  const total = all.reduce((sum, [, weight]) => sum + weight, 0);
  const round: Request[] = [];
  const behind = all.map(() => 0);
  for (let turn = 0; turn < total; turn++) {
    for (const [index, [, weight]] of all.entries()) behind[index] = (behind[index] ?? 0) + weight;
    const next = behind.indexOf(Math.max(...behind));
    behind[next] = (behind[next] ?? 0) - total;
    round.push((all[next] as Weighted)[0]);
  }
  return round as unknown as Requests;
}
