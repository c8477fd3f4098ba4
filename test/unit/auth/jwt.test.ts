import { createVerifier } from 'fast-jwt';
import { describe, expect, it } from 'vitest';
import { signJwt, unsignedJwt } from '../../../lib/auth/jwt';

const secret = 'of a test';
const read = (key: string, token: string) => createVerifier({ key, algorithms: ['HS256'] })(token);

describe('signJwt', () => {
  it.each([
    { sub: 'load-test-user-7', iat: 1, exp: 4_102_444_800 },
    { name: 'Zoë 🙂', of: [1, { a: null }] },
    {},
  ])('is believed by another implementation, which reads %j', (claims) => {
    expect(read(secret, signJwt(claims, secret))).toMatchObject(claims);
  });

  it('takes any text for a secret', () => {
    expect(read('Ä $"\\\n', signJwt({ sub: 'x' }, 'Ä $"\\\n'))).toMatchObject({ sub: 'x' });
  });

  it('is not believed with another secret', () => {
    expect(() => read('another', signJwt({ sub: 'x' }, secret))).toThrow('signature is invalid');
  });

  it('is a token of three parts in base64url without padding', () => {
    expect(signJwt({ sub: '???>>>' }, secret)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{43}$/);
  });
});

describe('unsignedJwt', () => {
  it('says that nobody signed it, and is not believed', () => {
    const token = unsignedJwt({ sub: 'x' });
    const [header = '', , signature] = token.split('.');
    expect([JSON.parse(Buffer.from(header, 'base64url').toString()).alg, signature]).toEqual(['none', '']);
    expect(() => read(secret, token)).toThrow();
  });
});
