import { setting } from '../environment/env';
import type { Prerequisite } from '../environment/prerequisite';
import { type Claims, signJwt } from './jwt';

/** A server whose clock is behind must not take a token for one from the future. */
const clockSkewSeconds = 30;

/** When a token was made and until when it holds, in seconds since the epoch (RFC 7519, 4.1). @param validSeconds from now; negative: it has expired. */
export function validFor(validSeconds: number, nowMs: number): { readonly iat: number; readonly exp: number } {
  const nowSeconds = Math.floor(nowMs / 1000);
  const exp = nowSeconds + Math.ceil(validSeconds);
  return { iat: Math.min(nowSeconds, exp) - clockSkewSeconds, exp };
}

/**
 * The token of one user: with JWT_SECRET one of its own, else the LOAD_TEST_TOKEN that all users share. Called where a socket is
 * opened and never in setup(), whose value k6 puts into the summary.
 * @throws Error where neither is set.
 */
export function tokenFor(claims: Claims, validSeconds: number): string {
  const secret = setting('JWT_SECRET');
  if (secret !== undefined) return signJwt({ ...claims, ...validFor(validSeconds, Date.now()) }, secret);
  return setting('LOAD_TEST_TOKEN') ?? noToken();
}

/** Whether each user has a token of its own, so that the server can tell users apart. */
export const usersDiffer = (): boolean => setting('JWT_SECRET') !== undefined;

/** For a scenario whose users must say who they are. */
export const aToken: Prerequisite = {
  what: 'a token (`JWT_SECRET` or `LOAD_TEST_TOKEN`)',
  check() {
    if (setting('JWT_SECRET') === undefined && setting('LOAD_TEST_TOKEN') === undefined) noToken();
  },
};

function noToken(): never {
  throw new Error(
    'A token is missing: expected JWT_SECRET, from which each user gets a token of its own, or LOAD_TEST_TOKEN, which all users share. Set one of them in the environment: on a command line others could read it.',
  );
}

/** How a protocol carries a token. */
export interface TokenPlaces {
  header(token: string): Readonly<Record<string, string>>;
  /** Name of the query parameter. */
  readonly parameter: string;
}

/** A path and headers that carry a token, where TOKEN_IN says; without a token, or a place for it, the path alone. */
export function bearing(
  path: string,
  token: string | undefined,
  places: TokenPlaces | undefined,
): { readonly path: string; readonly headers: Readonly<Record<string, string>> } {
  if (token === undefined || !places) return { path, headers: {} };
  const { header, parameter } = places;
  if (setting('TOKEN_IN') !== 'query') return { path, headers: header(token) };
  const query = `${parameter}=${encodeURIComponent(token)}`;
  return { path: `${path}${path.includes('?') ? '&' : '?'}${query}`, headers: {} };
}
