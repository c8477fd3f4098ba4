import exec from 'k6/execution';
import { allOf } from '../environment/prerequisite';
import type { RunData, VuFunction } from './load';
import type { RequestLoad } from './request-load';
import type { SocketLoad } from './sockets';
import { socketsPart, type TwoLoads } from './two-loads';

/** What the VUs of each part do. Limits and needs of both hold; the target is knocked at as the sockets' is. */
export function both<S extends SocketLoad, R extends RequestLoad>(
  ofSockets: VuFunction<S>,
  ofRequests: VuFunction<R>,
): VuFunction<TwoLoads<S, R>> {
  const run: VuFunction<TwoLoads<S, R>> = ({ sockets, requests }, data) =>
    exec.scenario.name === socketsPart ? ofSockets(sockets, data) : ofRequests(requests, data);
  const { knock } = ofSockets;
  const needs = [ofSockets.needs, ofRequests.needs].flatMap((need) => need ?? []);
  return Object.assign(
    run,
    knock && { knock: ({ sockets }: TwoLoads<S, R>) => knock(sockets) },
    { limits: [...(ofSockets.limits ?? []), ...(ofRequests.limits ?? [])] },
    ofRequests.cleanUp && {
      cleanUp: ({ requests }: TwoLoads<S, R>, data: RunData) => ofRequests.cleanUp?.(requests, data),
    },
    needs.length > 0 && { needs: allOf(needs) },
  );
}
