import type { Defect } from '../../kernel/switch/defect';
import type { Check } from '../points';

interface AcceptedToken {
  readonly name: string;
  readonly does: string;
  readonly leavesOut: Check;
}

const acceptedTokens: readonly AcceptedToken[] = [
  {
    name: 'accept-expired-token',
    does: 'does not check the expiry of a token, so that one that has expired is as good as a fresh one',
    leavesOut: 'expiry',
  },
  {
    name: 'accept-forged-token',
    does: 'does not check the signature of a token: it accepts any other secret, any algorithm and none at all',
    leavesOut: 'signature',
  },
  {
    name: 'accept-missing-token',
    does: 'takes a client without a token for a user called anonymous',
    leavesOut: 'presence',
  },
];

/** Each lets clients in that should be answered 401. */
export const tokenDefects: readonly Defect[] = acceptedTokens.map(({ name, does, leavesOut }) => ({
  name,
  does,
  breaks: ['D05'],
  start: () => ({
    authentication: ({ unchecked }, next) => next({ unchecked: new Set([...unchecked, leavesOut]) }),
  }),
}));
