import { describe, expect, it } from 'vitest';
import { signJwt, unsignedJwt } from '../../../lib/auth/jwt';
import { withoutTokens } from '../../../lib/environment/redact';
import { setEnvironment } from './with-environment';

describe('withoutTokens', () => {
  it.each([
    signJwt({ sub: 'x' }, 'y'),
    unsignedJwt({ sub: 'x' }),
  ])('takes a token out of the words around it', (token) => {
    setEnvironment({});
    const text = withoutTokens(`refused: "?token=${token}" is bad, so is Bearer ${token}`);
    for (const part of token.split('.').filter((part) => part !== '')) expect(text).not.toContain(part);
    expect(text).toMatch(/^refused: "\?token=\*\*\*.*is bad/);
  });

  it('takes out the secret and the shared token, whatever they look like', () => {
    setEnvironment({ JWT_SECRET: 'hush (+) $&', LOAD_TEST_TOKEN: 'opaque.1' });
    expect(withoutTokens('hush (+) $& and opaque.1, not opaque_1')).toBe('*** and ***, not opaque_1');
  });

  it('takes out a token as a query has it', () => {
    setEnvironment({ LOAD_TEST_TOKEN: 'abc+def/ghi=' });
    expect(withoutTokens('GET /ws?token=abc%2Bdef%2Fghi%3D failed')).toBe('GET /ws?token=*** failed');
  });

  it('leaves other text as it is', () => {
    setEnvironment({});
    expect(withoutTokens('websocket: bad handshake, eyJust a word')).toBe('websocket: bad handshake, eyJust a word');
  });
});
