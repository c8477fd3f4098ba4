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
    exec.scenario.name === socketsPart
      ? ofSockets(sockets, partOf(data, 'sockets'))
      : ofRequests(requests, partOf(data, 'requests'));
  const { knock } = ofSockets;
  const needs = [ofSockets.needs, ofRequests.needs].flatMap((need) => need ?? []);
  return Object.assign(
    run,
    knock && { knock: ({ sockets }: TwoLoads<S, R>) => knock(sockets) },
    { limits: [...(ofSockets.limits ?? []), ...(ofRequests.limits ?? [])] },
    (ofSockets.prepare || ofRequests.prepare) && {
      prepare: async ({ sockets, requests }: TwoLoads<S, R>, data: RunData): Promise<Prepared> => ({
        sockets: await ofSockets.prepare?.(sockets, data),
        requests: await ofRequests.prepare?.(requests, data),
      }),
    },
    (ofSockets.cleanUp || ofRequests.cleanUp) && {
      async cleanUp({ sockets, requests }: TwoLoads<S, R>, data: RunData) {
        try {
          await ofSockets.cleanUp?.(sockets, partOf(data, 'sockets'));
        } finally {
          await ofRequests.cleanUp?.(requests, partOf(data, 'requests'));
        }
      },
    },
    needs.length > 0 && { needs: allOf(needs) },
  );
}

/** What each part has prepared. */
type Prepared = Readonly<Record<'sockets' | 'requests', unknown>>;

const partOf = ({ run, prepared }: RunData, part: keyof Prepared): RunData => ({
  run,
  prepared: (prepared as Prepared | undefined)?.[part],
});
