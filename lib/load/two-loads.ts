import { mergeThresholds } from '../gate/threshold';
import type { Load } from './load';
import type { RequestLoad } from './request-load';
import type { SocketLoad } from './sockets';

/** Sockets and requests in one scenario, at the same time. */
export interface TwoLoads<S extends SocketLoad, R extends RequestLoad> extends Load {
  readonly kind: 'two';
  readonly sockets: S;
  readonly requests: R;
}

/** k6's name of the part that sends the requests; k6's count of HTTP requests is looked for under it. */
export const requestsPart = 'load';
export const socketsPart = 'sockets';

/**
 * Both loads begin together, each on VUs of its own. Sizes that both have are those of the sockets: limits of the requests refer to
 * `requests`, or to numbers.
 */
export function atOnce<S extends SocketLoad, R extends RequestLoad>(sockets: S, requests: R): TwoLoads<S, R> {
  return {
    kind: 'two',
    describe: `${sockets.describe}; at the same time ${requests.describe}`,
    model: sockets.model,
    sizes: { ...requests.sizes, ...sockets.sizes },
    users: sockets.users + requests.users,
    vus: sockets.vus + requests.vus,
    iterations: sockets.iterations,
    messages: sockets.messages,
    ...(sockets.durationMs !== undefined && { durationMs: sockets.durationMs }),
    maxDurationMs: Math.max(sockets.maxDurationMs, requests.maxDurationMs),
    connections: requests.connections,
    keeps: () => mergeThresholds(sockets.keeps?.() ?? {}, requests.keeps?.() ?? {}),
    executors: { ...renamed(sockets, socketsPart), ...renamed(requests, requestsPart) },
    sockets,
    requests,
  };
}

/** @throws Error for a load with more than one executor. */
function renamed({ executors, kind }: Load, name: string): Load['executors'] {
  const [executor, ...more] = Object.values(executors);
  if (!executor || more.length > 0)
    throw new Error(`A load of ${kind} has ${more.length + 1} executors, and only one can be a part of a load of two.`);
  return { [name]: executor };
}
