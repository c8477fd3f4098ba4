import { expect, it } from 'vitest';
import { tokenOf } from '../../../lib/journey/token-of';
import { setEnvironment } from '../environment/with-environment';

const user = { index: 7, run: 'R4N0' };
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

it('is of the user, and valid for as long as it is asked for', () => {
  setEnvironment({ JWT_SECRET: 'secret' });
  const { sub, iat, exp, role } = claimsOf(tokenOf(user, { claims: { role: 'buyer' }, validFor: '2m' }));
  expect([sub, role]).toEqual(['load-test-R4N0-user-7', 'buyer']);
  // It was made half a minute ago, for targets whose clock is behind.
  expect(exp - iat).toBe(150);
});

it('is the one that all share without a secret, and none where there is none', () => {
  setEnvironment({ LOAD_TEST_TOKEN: 'shared' });
  expect(tokenOf(user)).toBe('shared');
  setEnvironment({});
  expect(() => tokenOf(user)).toThrow(/A token is missing/);
});
