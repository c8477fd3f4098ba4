import { randomBytes } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';

/** Who asks, as its token says it. */
export interface Identity {
  readonly user: string;
  readonly tenant: string;
}

export interface Tokens {
  issue(identity: Identity): string;
  /** Undefined for a token that is not of this API, or that has expired. @param header `Authorization`. */
  read(header: string | undefined): Identity | undefined;
}

/** Tokens (JWT, HS256) for an hour, signed with a secret that lasts as long as the process. */
export function createTokens(): Tokens {
  const key = randomBytes(32).toString('hex');
  const sign = createSigner({ key, algorithm: 'HS256', expiresIn: 3_600_000 });
  // A token is checked with every request, and is the same each time.
  const verify = createVerifier({ key, algorithms: ['HS256'], cache: 2_000 });
  return {
    issue: ({ user, tenant }) => sign({ sub: user, tenant }),
    read(header) {
      const [, token] = /^bearer\s+(.+)$/i.exec(header ?? '') ?? [];
      if (token === undefined) return undefined;
      try {
        const { sub, tenant } = verify(token);
        return { user: sub, tenant };
      } catch {
        return undefined;
      }
    },
  };
}
