import { knocked, knockId } from '../../load/knock';
import type { Load, VuFunction } from '../../load/load';
import type { Cookies } from './cookies';
import { type Speaker, speakerOf } from './speaker';
import type { Handshake } from './speaking';

/**
 * Says that a target of this load is knocked at by a socket. The knock opens it and does not enter.
 * @param path that a user's socket would have. @param needsToken see `Knock`.
 */
export const knockedAtSocket = <L extends Load>(
  { subprotocols = [], headers, cookies }: Handshake,
  path: (speaker: Speaker) => string,
  run: (...call: Parameters<VuFunction<L>>) => Promise<void>,
  needsToken = false,
): VuFunction<L> =>
  knocked(() => {
    const speaker = { ...speakerOf({ index: 0, run: knockId }), id: knockId };
    return {
      kind: 'socket',
      path: path(speaker),
      subprotocols,
      needsToken,
      ...((headers || cookies) && {
        headers: { ...headers?.(speaker), ...(cookies && cookieHeader(cookies(speaker))) },
      }),
    };
  }, run);

/** A knock has no jar. */
const cookieHeader = (cookies: Cookies) => ({
  Cookie: Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; '),
});
