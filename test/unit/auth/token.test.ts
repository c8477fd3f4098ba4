import { createDecoder, createVerifier } from 'fast-jwt';
import { describe, expect, it } from 'vitest';
import { aToken, bearing, tokenFor, usersDiffer, validFor } from '../../../lib/auth/token';
import { makeToken, type TokenKind, tokenKinds } from '../../../lib/auth/token-kinds';
import { setEnvironment } from '../environment/with-environment';

const secret = 'of a test';
const verify = createVerifier({ key: secret, algorithms: ['HS256'] });
const claims = { sub: 'load-test-user-7' };

describe('validFor', () => {
  it('begins before now, for servers whose clock is behind, and ends when it is asked to', () => {
    expect(validFor(600, 1_000_000)).toEqual({ iat: 970, exp: 1600 });
  });

  it('never begins after its end', () => {
    const { iat, exp } = validFor(-3600, 10_000_000);
    expect([iat < exp, exp]).toEqual([true, 6400]);
  });
});

describe('tokenFor', () => {
  it('is made of JWT_SECRET, for one user and for as long as the run needs', () => {
    setEnvironment({ JWT_SECRET: secret, LOAD_TEST_TOKEN: 'shared' });
    const { sub, iat, exp } = verify(tokenFor(claims, 700));
    const nowSeconds = Date.now() / 1000;
    expect(sub).toBe('load-test-user-7');
    expect(exp - nowSeconds).toBeGreaterThan(695);
    expect(iat).toBeLessThan(nowSeconds);
    expect(usersDiffer()).toBe(true);
  });

  it('is LOAD_TEST_TOKEN for everybody where there is no JWT_SECRET', () => {
    setEnvironment({ LOAD_TEST_TOKEN: 'shared' });
    expect([tokenFor(claims, 1), tokenFor({ sub: 'another' }, 1), usersDiffer()]).toEqual(['shared', 'shared', false]);
  });

  it('cannot be had without either, which setup() says first, and how to set one', () => {
    setEnvironment({});
    expect(() => tokenFor(claims, 1)).toThrow(/JWT_SECRET.*LOAD_TEST_TOKEN/);
    expect(aToken.check).toThrow(/JWT_SECRET.*LOAD_TEST_TOKEN.*Set one of them/);
  });

  it.each(['JWT_SECRET', 'LOAD_TEST_TOKEN'])('can be had with %s', (name) => {
    setEnvironment({ [name]: 'x' });
    expect(aToken.check).not.toThrow();
  });
});

describe('bearing', () => {
  const places = { header: (token: string) => ({ Authorization: `Bearer ${token}` }), parameter: 'access token' };

  it.each([undefined, 'header'])('puts a token into the header where TOKEN_IN is %s', (where) => {
    setEnvironment(where ? { TOKEN_IN: where } : {});
    expect(bearing('/chat', 'a.b.c', places)).toEqual({ path: '/chat', headers: { Authorization: 'Bearer a.b.c' } });
  });

  it('puts it into the query, and nowhere else, where TOKEN_IN says so', () => {
    setEnvironment({ TOKEN_IN: 'query' });
    expect(bearing('/chat', 'a+b', { ...places, parameter: 'token' })).toEqual({
      path: '/chat?token=a%2Bb',
      headers: {},
    });
    expect(bearing('/chat?v=2', 'a', { ...places, parameter: 't' }).path).toBe('/chat?v=2&t=a');
  });

  it('leaves path and headers alone without a token', () => {
    expect(bearing('/chat', undefined, places)).toEqual({ path: '/chat', headers: {} });
  });
});

describe('makeToken', () => {
  /** What a server that knows the secret says of it. */
  function said(kind: TokenKind): string {
    const token = makeToken(kind, claims);
    if (token === undefined) return 'no token';
    if (typeof token === 'object') return 'unknown';
    try {
      return verify(token).sub;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  it('makes kinds that a server refuses for different reasons, and one that it believes', () => {
    setEnvironment({ JWT_SECRET: secret });
    expect(Object.fromEntries(tokenKinds.map((kind) => [kind, said(kind)]))).toEqual({
      valid: 'load-test-user-7',
      missing: 'no token',
      malformed: 'FAST_JWT_MALFORMED',
      forged: 'FAST_JWT_INVALID_SIGNATURE',
      unsigned: 'FAST_JWT_MISSING_SIGNATURE',
      expired: 'FAST_JWT_EXPIRED',
    });
  });

  it.each(['forged', 'unsigned'] as const)('makes a %s one that would be good if it were signed', (kind) => {
    setEnvironment({ JWT_SECRET: secret });
    const { sub, exp } = createDecoder()(makeToken(kind, claims) as string);
    expect([sub, exp * 1000 > Date.now()]).toEqual(['load-test-user-7', true]);
  });

  it('cannot make an expired one without the secret, and takes the shared token for the valid one', () => {
    setEnvironment({ LOAD_TEST_TOKEN: 'shared' });
    expect([makeToken('expired', claims), makeToken('valid', claims)]).toEqual([{ unknown: true }, 'shared']);
  });
});
