import { setting } from '../environment/env';
import { type Claims, signJwt, unsignedJwt } from './jwt';
import { tokenFor, validFor } from './token';

/** What an attempt to get in may carry. All but the first must be refused. */
export const tokenKinds = ['valid', 'missing', 'malformed', 'forged', 'unsigned', 'expired'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Enough for the attempts, so that a server that lets a token of the past in cannot mean its own clock. */
const hourSeconds = 3600;

/**
 * A token of a kind for one user.
 * @returns undefined for no token at all; `unknown` where this kind cannot be made, because the server's secret is not known.
 */
export function makeToken(kind: TokenKind, claims: Claims): string | undefined | { readonly unknown: true } {
  const fresh = { ...claims, ...validFor(hourSeconds, Date.now()) };
  switch (kind) {
    case 'valid':
      return tokenFor(claims, hourSeconds);
    case 'missing':
      return undefined;
    case 'malformed':
      return 'no.token.this';
    case 'forged':
      return signJwt(fresh, 'a secret that is not the one of the server');
    case 'unsigned':
      return unsignedJwt(fresh);
    case 'expired': {
      const secret = setting('JWT_SECRET');
      if (secret === undefined) return { unknown: true };
      return signJwt({ ...claims, ...validFor(-hourSeconds, Date.now()) }, secret);
    }
  }
}
