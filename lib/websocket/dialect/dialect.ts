import type { Flow } from '../session/flow';
import type { Around } from './around';
import { type CookiesOf, cookiesOf } from './cookies';
import { framesOf } from './frames';
import type { Speaker } from './speaker';
import type { Handshake, Speaking } from './speaking';
import { SpokenFlow } from './spoken-flow';

/** What the protocols of one server have in common, whatever is said in them. `dialect` makes one that needs more than a handshake. */
export interface Dialect extends Handshake {
  /** Made by `dialect`. */
  readonly cookies?: CookiesOf;
  /** Made by `dialect`. */
  readonly speech?: Speech;
  /** Made by `calls`. */
  readonly around?: Around;
}

/** What all protocols have. */
export interface Protocol extends Dialect {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
}

/** Makes a flow speak a dialect. */
export type Speech = (flow: Flow, speaker: Speaker) => Flow;

/** A dialect, to be spread into each protocol of the server: `{ ...dialect({ enter }), name, path, start, read }`. */
export function dialect({ subprotocols, headers, cookies, ...speaking }: Speaking): Dialect {
  const frames = speaking.binary && framesOf[speaking.binary];
  return {
    ...(subprotocols && { subprotocols }),
    ...(headers && { headers }),
    ...(cookies && { cookies: cookiesOf(cookies) }),
    ...(Object.keys(speaking).length > 0 && {
      speech: (flow, speaker) => new SpokenFlow(flow, { ...speaking, frames }, speaker),
    }),
  };
}
