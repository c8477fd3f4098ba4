import { hmac } from 'k6/crypto';
import { b64encode } from 'k6/encoding';

export type Claims = Readonly<Record<string, unknown>>;

/** A signed JSON Web Token: HS256 of RFC 7518, 3.2. */
export function signJwt(claims: Claims, secret: string): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${hmac('sha256', secret, content, 'base64rawurl')}`;
}

/** A token that nobody signed: `alg` is `none` (RFC 7518, 3.6). A server that takes it lets everybody in. */
export const unsignedJwt = (claims: Claims): string => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;

const encode = (part: Claims): string => b64encode(JSON.stringify(part), 'rawurl');
