import { knocked } from '../load/knock';
import type { Load, VuFunction } from '../load/load';
import { knockOf, needOf, type Requests } from './request';

/** What drives these requests: it knocks as the first of them does that can, and needs what they need. */
export const asking = <L extends Load>(
  requests: Requests,
  run: (...call: Parameters<VuFunction<L>>) => Promise<void>,
): VuFunction<L> =>
  Object.assign(
    knocked<L>(() => knockOf(requests), run),
    needOf(requests),
  );
