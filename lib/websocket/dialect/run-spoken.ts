import type { CookieJar } from 'k6/http';
import { jarOf } from '../../runtime/jar';
import type { Flow } from '../session/flow';
import { type Endpoint, runFlow } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import type { Protocol } from './dialect';
import type { Speaker } from './speaker';

/** What a user does on one socket. Both are asked for when the call ahead of it, if there is one, has been answered. */
export interface Talk {
  endpoint(jar: CookieJar | undefined): Endpoint;
  flow(): Flow;
  /** Of a user who comes back. */
  readonly jar?: CookieJar | undefined;
  /** Whose cookies these are, for the calls. Default: the speaker, hence this socket's alone. */
  readonly owner?: object | undefined;
}

/** Opens a socket of a protocol, with the dialect's calls ahead of it and behind it. Rejects only for an error of the protocol. */
export function runSpoken(
  { around, cookies }: Protocol,
  speaker: Speaker,
  { endpoint, flow, jar, owner = speaker }: Talk,
): Promise<Outcome> {
  // Before the call ahead, which may want them and may change them.
  cookies?.fill(speaker, jarOf(owner));
  const own = cookies || around ? jarOf(owner) : jar;
  if (!around) return runFlow(endpoint(own), flow());
  return around(speaker, { owner, run: () => runFlow(endpoint(own), flow()), flow });
}
