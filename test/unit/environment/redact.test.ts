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
    expect(text).toMatch(/^refused: "\?\*\*\*".*is bad/);
  });

  it('takes out the secret and the shared token, whatever they look like', () => {
    setEnvironment({ JWT_SECRET: 'hush (+) $&', LOAD_TEST_TOKEN: 'opaque.1' });
    expect(withoutTokens('hush (+) $& and opaque.1, not opaque_1')).toBe('*** and ***, not opaque_1');
  });

  it.each([
    ['postgres://ann:ge/h@im?1@db.local:5432/app', 'ge/h@im?1'],
    ['postgres://ann:ge%2Fheim@db.local/app', 'ge/heim'],
    ['postgres://ann:ge%2Fheim@db.local/app', 'ge%2Fheim'],
    ['postgres://db.local/app?user=ann&password=geheim', 'geheim'],
    ['postgres://ann:100%geheim@db.local/app', '100%geheim'],
  ])('takes out the password of a database, in a URL and alone: %s', (url, password) => {
    for (const name of ['DATABASE_URL', 'VECTORS_URL']) {
      setEnvironment({ [name]: url });
      expect(withoutTokens(`the password ${password} is wrong`)).toBe('the password *** is wrong');
      expect(withoutTokens(`cannot connect to ${url}: refused`)).not.toContain(password);
    }
  });

  it('takes out a token as a query has it', () => {
    setEnvironment({ LOAD_TEST_TOKEN: 'abc+def/ghi=' });
    expect(withoutTokens('GET /ws?token=abc%2Bdef%2Fghi%3D failed')).toBe('GET /ws?*** failed');
  });

  it.each([
    [
      'Get "http://127.0.0.1:9/a?key=geheim&b=1#c": dial tcp 127.0.0.1:9: connection refused',
      'Get "http://127.0.0.1:9/a?***": dial tcp 127.0.0.1:9: connection refused',
    ],
    ['ws://ann:ge/h@im@host/a failed', 'ws://***@host/a failed'],
    ['wss://host/a#geheim: bad', 'wss://host/a?*** bad'],
    ['GET /a?key=geheim: 404', 'GET /a?*** 404'],
    ['why? a = b', 'why? a = b'],
    ['at run (file:///a/@b/c.ts:1:2)', 'at run (file:///a/@b/c.ts:1:2)'],
  ])('takes user, query and fragment out of a URL: %s', (text, redacted) => {
    setEnvironment({});
    expect(withoutTokens(text)).toBe(redacted);
  });

  it('takes no longer for a long text than for many short ones', () => {
    setEnvironment({});
    const long = ['a', '/', '?', '://', '?a', '@', '?='].map((part) => part.repeat(1_000_000));
    const startedMs = performance.now();
    for (const text of long) withoutTokens(text);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('leaves other text as it is', () => {
    setEnvironment({});
    expect(withoutTokens('websocket: bad handshake, eyJust a word')).toBe('websocket: bad handshake, eyJust a word');
  });
});
