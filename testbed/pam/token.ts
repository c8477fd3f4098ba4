import type { IncomingMessage } from 'node:http';
import { createDecoder, createVerifier } from 'fast-jwt';
import type { Check } from './points';

/** What tokens are signed with by default. It is no secret: it is for tests, and the README has it. */
export const defaultJwtSecret = 'testbed-secret';

/** The user that a token names, or why it is not believed. No reason repeats the token. */
export type Identity = { readonly user: string } | { readonly fault: TokenFault; readonly reason: string };

export type TokenFault = 'missing' | 'malformed' | 'forged' | 'incomplete' | 'expired';

/** The token of `Authorization: Bearer <jwt>`, or else of `?token=<jwt>`; empty when there is none. */
export function tokenOf({ headers, url = '' }: IncomingMessage): string {
  const [, bearer] = /^bearer\s+(.*)$/i.exec(headers.authorization ?? '') ?? [];
  return bearer ?? new URLSearchParams(url.split('?', 2)[1]).get('token') ?? '';
}

/** Reads tokens that were signed with this secret (JWT, HS256); what is in `unchecked` is taken on trust. */
export function createTokenReader(secret: string): (token: string, unchecked: ReadonlySet<Check>) => Identity {
  // With an empty secret fast-jwt would believe tokens without a signature.
  if (secret === '') throw new TypeError('--jwt-secret: expected a text that is not empty');
  // The expiry is looked at below, where it can be left out.
  const verify = createVerifier({ key: secret, algorithms: ['HS256'], ignoreExpiration: true });
  const decode = createDecoder();

  return (token, unchecked) => {
    if (token === '') return unchecked.has('presence') ? { user: 'anonymous' } : faults.missing;
    try {
      return readClaims(unchecked.has('signature') ? decode(token) : verify(token), !unchecked.has('expiry'));
    } catch (error) {
      return isForged(error) ? faults.forged : faults.malformed;
    }
  };
}

function readClaims({ sub, exp }: Readonly<Record<string, unknown>>, checksExpiry: boolean): Identity {
  if (typeof sub !== 'string' || sub === '' || typeof exp !== 'number') return faults.incomplete;
  if (checksExpiry && exp * 1_000 <= Date.now()) return faults.expired;
  return { user: sub };
}

const forgeries = ['FAST_JWT_INVALID_SIGNATURE', 'FAST_JWT_MISSING_SIGNATURE', 'FAST_JWT_INVALID_ALGORITHM'];

function isForged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && forgeries.includes(String(error.code));
}

const faults = {
  missing: fault(
    'missing',
    'there is no token; expected a JWT in the header "Authorization: Bearer <jwt>" or in the query "?token=<jwt>"',
  ),
  malformed: fault(
    'malformed',
    'the token is not a JWT: three parts, joined by dots, of which two are JSON in base64url',
  ),
  forged: fault('forged', 'the token is not signed with the secret of this testbed; expected HS256 (see --jwt-secret)'),
  incomplete: fault('incomplete', 'the token needs "sub", a text that is not empty, and "exp", a time in seconds'),
  expired: fault('expired', 'the token has expired; make a new one'),
} as const;

function fault(name: TokenFault, reason: string): { fault: TokenFault; reason: string } {
  return { fault: name, reason };
}
