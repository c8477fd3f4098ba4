import { knocked, knockId } from '../../load/knock';
import type { Load, VuFunction } from '../../load/load';
import type { Dialect } from './dialect';
import { type Speaker, speakerOf } from './speaker';

/**
 * Says that a target of this load is knocked at by a socket. The knock opens it and does not enter.
 * @param path that a user's socket would have. @param needsToken see `Knock`.
 */
export const knockedAtSocket = <L extends Load>(
  { subprotocols = [], headers, cookies, around }: Dialect,
  path: (speaker: Speaker) => string,
  run: (...call: Parameters<VuFunction<L>>) => Promise<void>,
  needsToken = false,
): VuFunction<L> =>
  knocked(() => {
    // The path may be what the call ahead makes known, and a knock makes none.
    if (around) return undefined;
    const speaker = { ...speakerOf({ index: 0, run: knockId }), id: knockId };
    const own = { ...headers?.(speaker), ...cookies?.header(speaker) };
    return { kind: 'socket', path: path(speaker), subprotocols, headers: own, needsToken };
  }, run);
