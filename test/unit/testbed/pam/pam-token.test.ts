import { createSigner } from 'fast-jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { knock } from '../helpers/sockets';
import { start } from '../helpers/testbed';
import { inAnHour, path, tokenFor } from './client';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (alg: string) => `${encode({ alg, typ: 'JWT' })}.${encode({ sub: 'ann', exp: inAnHour() })}.`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const bad: [what: string, token: string, reason: string][] = [
  ['malformed', 'abc', 'is not a JWT'],
  ['of three parts that are no JSON', 'a.b.c', 'is not a JWT'],
  ['without an object in it', `${encode({ alg: 'HS256' })}.${encode([1])}.x`, 'is not a JWT'],
  ['unsigned, alg none', unsigned('none'), 'is not signed'],
  ['unsigned, alg HS256', unsigned('HS256'), 'is not signed'],
  ['signed with another secret', tokenFor('ann', {}, 'another secret'), 'is not signed'],
  [
    'signed with HS512',
    createSigner({ key: 'testbed-secret', algorithm: 'HS512' })({ sub: 'ann', exp: inAnHour() }),
    'is not signed',
  ],
  [
    'changed after it was signed',
    tokenFor('ann').replace(/\.(.*)\./, `.${encode({ sub: 'bob', exp: inAnHour() })}.`),
    'is not signed',
  ],
  ['expired', tokenFor('ann', { exp: Math.floor(Date.now() / 1_000) - 1 }), 'has expired'],
  ['without an expiry', tokenFor('ann', { exp: undefined }), '"exp"'],
  ['without a user', tokenFor('', { sub: undefined }), '"sub"'],
  ['with an empty user', tokenFor(''), '"sub"'],
];

describe('the token', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0 });
  });
  afterAll(() => testbed.close());

  it.each([
    ['the header', path, bearer(tokenFor('ann'))],
    ['the header, in small letters', path, { authorization: `bearer ${tokenFor('ann')}` }],
    ['the query', `${path}?token=${tokenFor('ann')}`, {}],
    [
      'the query, beside an authorization of another kind',
      `${path}?token=${tokenFor('ann')}`,
      { authorization: 'Basic eDp5' },
    ],
    ['the header, which goes before the query', `${path}?token=abc`, bearer(tokenFor('ann'))],
  ])('opens a socket from %s', async (_where, target, headers) => {
    expect((await knock(testbed.url, target, headers)).status).toBe(101);
  });

  it.each(bad)('that is %s is answered with 401 that says so and does not repeat it', async (_what, token, reason) => {
    for (const [target, headers] of [
      [path, bearer(token)],
      [`${path}?token=${token}`, {}],
    ] as const) {
      const { status, headers: answered, body } = await knock(testbed.url, target, headers);
      expect({ status, challenge: answered.get('www-authenticate') }).toEqual({ status: 401, challenge: 'Bearer' });
      expect(JSON.parse(body).message).toContain(reason);
      for (const part of token.split('.').filter(({ length }) => length > 8)) expect(body).not.toContain(part);
    }
  });

  it.each([
    ['nothing', path, {}],
    ['an empty token', `${path}?token=`, {}],
    ['an authorization of another kind', path, { authorization: 'Basic eDp5' }],
  ])('that is missing is answered with 401: %s', async (_what, target, headers) => {
    const { status, headers: answered, body } = await knock(testbed.url, target, headers);
    expect({ status, challenge: answered.get('www-authenticate') }).toEqual({ status: 401, challenge: 'Bearer' });
    expect(JSON.parse(body).message).toContain('there is no token');
  });

  it('is in no answer to one who came to the wrong place, and in no metric', async () => {
    const { url, httpUrl, metricsUrl } = testbed;
    const token = tokenFor('ann');
    const { status, body } = await knock(url, `/api/v1/pan?token=${token}`);
    expect(status).toBe(404);
    expect(body).toContain('no WebSocket at /api/v1/pan; there');
    const plain = await fetch(`${httpUrl}${path}?token=${token}`);
    expect(plain.status).toBe(404);
    const texts = [body, await plain.text(), await (await fetch(metricsUrl)).text()];
    for (const text of texts) expect(text).not.toContain(token);
  });
});

describe('the secret', () => {
  it('is what was asked for', async () => {
    const { url, stats } = await start({ jwtSecret: 'mine' });
    expect((await knock(url, path, bearer(tokenFor('ann', {}, 'mine')))).status).toBe(101);
    expect((await knock(url, path, bearer(tokenFor('ann')))).status).toBe(401);
    expect(stats().unauthorized).toEqual({ missing: 0, malformed: 0, forged: 1, incomplete: 0, expired: 0 });
    expect(stats().connections).toEqual({ accepted: 1, refused: 1 });
  });

  it('is not empty', async () => {
    await expect(startTestbed({ port: 0, jwtSecret: '' })).rejects.toThrow(TypeError);
  });
});

describe('defects of the token', () => {
  const tokens = Object.fromEntries(bad.map(([what, token]) => [what, token]));
  const accepted: Record<string, string[]> = {
    'accept-expired-token': ['expired'],
    'accept-forged-token': [
      'unsigned, alg none',
      'unsigned, alg HS256',
      'signed with another secret',
      'signed with HS512',
      'changed after it was signed',
    ],
    'accept-missing-token': ['missing'],
  };

  it.each(Object.entries(accepted))('%s opens the door to %j and nothing else', async (defect, expected) => {
    const { url } = await start({ defects: [defect] });
    const open: string[] = [];
    for (const [what, token] of Object.entries({ ...tokens, missing: '' }))
      if ((await knock(url, path, token === '' ? {} : bearer(token))).status === 101) open.push(what);
    expect(open).toEqual(expected);
  });
});
