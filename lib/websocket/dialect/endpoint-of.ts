import type { CookieJar } from 'k6/http';
import type { Endpoint } from '../session/open-session';
import type { Protocol } from './dialect';
import type { Speaker } from './speaker';

/** Where a user speaks a protocol. @param path with a leading slash. @param jar see `ConnectRequest`. */
export const endpointOf = (
  { name, subprotocols, headers, speech }: Protocol,
  path: string,
  speaker: Speaker,
  jar?: CookieJar,
): Endpoint => ({
  name,
  path,
  subprotocols,
  headers: headers?.(speaker),
  jar,
  speech: speech && ((flow) => speech(flow, speaker)),
});
