import { describe, expect, it, vi } from 'vitest';
import type { Request, Send } from '../../../lib/requests/request';
import { flushLag } from '../../../lib/runtime/lag';
import type { StubAnswer } from '../../stubs/k6-http';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, sumWith, target } from '../requests/made';

const TARGET_URL = 'http://target';

/** Sends one request. @returns what the target saw and what was told. */
async function send(what: Request, answer: StubAnswer = {}, environment: Record<string, string> = {}, turn = 0) {
  setEnvironment({ TARGET_URL, ...environment });
  const came = target(() => answer);
  const told: boolean[] = [];
  what.sender()(turn, ({ ok }) => void told.push(ok));
  await vi.runAllTimersAsync();
  return { request: came[0], told };
}

onFakeTime();

describe('a request', () => {
  it('has its name as a tag, its path behind the target, and a deadline', async () => {
    const { request, told } = await send(endpoint('search', { path: (turn) => `/s?q=${turn}` }), {}, {}, 7);
    expect(request).toMatchObject({ method: 'GET', url: 'http://target/s?q=7', body: null });
    expect(request?.params).toEqual({
      tags: { name: 'search' },
      timeout: 30_000,
      redirects: 0,
      jar: expect.anything(),
    });
    expect(told).toEqual([true]);
  });

  it.each([
    ['wss://host:8443/base', 'https://host:8443/base/one'],
    ['http://host/', 'http://host/one'],
  ])('goes to %s', async (url, expected) => {
    expect((await send(endpoint('one'), {}, { TARGET_URL: url })).request?.url).toBe(expected);
  });

  it('takes TASK_TIMEOUT for its deadline', async () => {
    expect((await send(endpoint(), {}, { TASK_TIMEOUT: '2s' })).request?.params.timeout).toBe(2000);
  });

  it('has its body as JSON', async () => {
    const { request } = await send(endpoint('post', { method: 'POST', body: (turn) => ({ turn }) }), {}, {}, 3);
    expect([request?.body, request?.params.headers]).toEqual(['{"turn":3}', { 'Content-Type': 'application/json' }]);
  });

  it.each([
    [200, undefined, true],
    [201, undefined, false],
    [302, undefined, false],
    [404, undefined, false],
    [404, [200, 404], true],
    [500, [200, 404], false],
    [0, undefined, false],
  ] as const)('with status %i, where %j are expected, is a success: %s', async (status, accepts, ok) => {
    const { told, request } = await send(endpoint('one', { ...(accepts && { accepts }) }), { status, errorCode: 1212 });
    expect(told).toEqual([ok]);
    expect(sumOf('requests_failed')).toBe(ok ? 0 : 1);
    expect(request?.params.responseCallback?.statuses).toEqual(accepts);
  });

  it('says what came instead', async () => {
    await send(endpoint('one'), { status: 0, errorCode: 1212 });
    expect(sumWith('requests_failed', { what: 'connection refused', name: 'one' })).toBe(1);
  });
});

describe('a request with something that its answer must hold', () => {
  const config = endpoint('config', { holds: '"id"', accepts: [200, 404] });

  it.each([
    [200, '{"id":1}', undefined],
    [200, '{"name":1}', 'an answer without what it must hold'],
    [200, '', 'an answer without what it must hold'],
    // Only a success has to hold it.
    [404, 'not found', undefined],
    [500, '{"id":1}', 'HTTP 500'],
  ])('with status %i and %j is a failure by %s', async (status, body, what) => {
    const { told, request } = await send(config, { status, body });
    expect([told, request?.params.responseType]).toEqual([[what === undefined], 'text']);
    expect(samplesOf('requests_failed').map(({ tags }) => tags?.what)).toEqual(what ? [what] : []);
  });

  it('is the only one whose body is kept', async () => {
    expect((await send(endpoint('one'), { body: '' })).told).toEqual([true]);
  });
});

describe('cookies', () => {
  it('are those of one client, of all endpoints, and never of the VU', async () => {
    setEnvironment({ TARGET_URL });
    const came = target();
    const [one, other] = [endpoint('one').sender(), endpoint('other').sender()];
    const [ann, bob] = [{}, {}];
    const ask = (send: Send, client?: object) => send(0, () => {}, client);
    ask(one, ann);
    ask(other, ann);
    ask(one, bob);
    ask(one);
    ask(one);
    await vi.runAllTimersAsync();
    const jars = came.map(({ params }) => params.jar);
    expect(jars[1]).toBe(jars[0]);
    expect(new Set(jars).size).toBe(4);
    expect(jars).not.toContain(undefined);
  });
});

describe('ENDPOINTS', () => {
  const search = endpoint('search', { path: (turn) => `/nodes/search?q=${turn}&limit=20` });
  const analysis = endpoint('analysis', { method: 'POST', path: () => '/analyze', body: () => ({ a: 1 }) });

  it.each([
    ['search=/find', 'http://target/find?q=5&limit=20'],
    ['other=/find', 'http://target/nodes/search?q=5&limit=20'],
    // Nothing in a path means anything to a replacement.
    ["search=/$&/$1/$'", "http://target/$&/$1/$'?q=5&limit=20"],
  ])('%j replaces the path and keeps the query', async (ENDPOINTS, url) => {
    expect((await send(search, {}, { ENDPOINTS }, 5)).request?.url).toBe(url);
  });

  it('replaces the query where it has one, and counts in it', async () => {
    expect((await send(search, {}, { ENDPOINTS: 'search=/q?text=a$n&n=20' }, 5)).request?.url).toBe(
      'http://target/q?text=a5&n=20',
    );
  });

  it('replaces the body, which makes a POST', async () => {
    const { request } = await send(search, {}, { ENDPOINTS: 'search=/s {"turn":"$n","of":1}' }, 5);
    expect([request?.method, request?.url, request?.body]).toEqual([
      'POST',
      'http://target/s?q=5&limit=20',
      '{"turn":"5","of":1}',
    ]);
  });

  it('replaces the method, and a GET has no body', async () => {
    const { request } = await send(analysis, {}, { ENDPOINTS: 'analysis=GET /a' });
    expect([request?.method, request?.body, request?.params.headers]).toEqual(['GET', null, undefined]);
    expect((await send(analysis, {}, { ENDPOINTS: 'analysis=/a' })).request?.body).toBe('{"a":1}');
  });
});

describe('an endpoint about what another one lists', () => {
  const list = { name: 'list', path: '/list' };
  const about = () =>
    endpoint('about', { method: 'POST', idsFrom: list, body: (_turn, id = 'unknown') => ({ about: id }) });

  /** Its bodies, and how often the list was asked for. */
  async function ask(listed: string, environment: Record<string, string> = {}) {
    setEnvironment({ TARGET_URL, ...environment });
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const came = target(() => ({ body: listed }));
    const made = about();
    const prepared = made.prepare?.();
    await vi.runAllTimersAsync();
    await prepared;
    const asked = came.splice(0).length;
    const send = made.sender();
    for (const turn of [0, 1, 2]) send(turn, () => {});
    await vi.runAllTimersAsync();
    return { asked, bodies: came.map(({ body }) => body) };
  }

  it('asks about its ids in turn', async () => {
    expect(await ask('{"items":[{"id":"a"},{"id":7}]}')).toEqual({
      asked: 4,
      bodies: ['{"about":"a"}', '{"about":7}', '{"about":"a"}'],
    });
  });

  it('asks about its own where there are none, and says so', async () => {
    expect((await ask('[]')).bodies[0]).toBe('{"about":"unknown"}');
    expect(console.warn).toHaveBeenCalledTimes(1);
  });

  it('puts them where ENDPOINTS wants them, and asks for none where it wants none', async () => {
    const items = '[{"id":7}]';
    expect((await ask(items, { ENDPOINTS: 'about=/a {"start":"$id"}' })).bodies[0]).toBe('{"start":7}');
    expect(await ask(items, { ENDPOINTS: 'about=/a {"start":"x"}' })).toMatchObject({ asked: 0 });
  });
});

describe('a redirect', () => {
  /** A request whose answers come one after the other. */
  async function follow(answers: readonly StubAnswer[], changes = {}) {
    setEnvironment({ TARGET_URL });
    const came = target((_request, index) => answers[index] ?? {});
    const told: { ok: boolean; tookMs: number | undefined }[] = [];
    endpoint('one', changes).sender()(0, ({ ok, tookMs }) => void told.push({ ok, tookMs }));
    await vi.runAllTimersAsync();
    return { told, asked: came.map(({ method, url, body }) => [method, url, body]) };
  }

  it('within the target is followed, counted, and part of the time', async () => {
    const { told, asked } = await follow([{ status: 307, location: '/one/', ms: 5 }, { ms: 20 }]);
    expect(asked.map(([, url]) => url)).toEqual(['http://target/one', 'http://target/one/']);
    expect(told).toEqual([{ ok: true, tookMs: 25 }]);
    expect([sumWith('redirects_followed', { name: 'one' }), sumOf('requests_failed')]).toEqual([1, 0]);
  });

  it('keeps a body where it must, and becomes a GET where it may not', async () => {
    const post = { method: 'POST', body: () => ({ a: 1 }) };
    const last = async (status: number) => (await follow([{ status, location: '/b' }], post)).asked.at(-1);
    expect(await last(308)).toEqual(['POST', 'http://target/b', '{"a":1}']);
    expect(await last(303)).toEqual(['GET', 'http://target/b', null]);
  });

  it('to another host is none', async () => {
    const { told, asked } = await follow([{ status: 302, location: 'http://login.example/' }]);
    expect([asked.length, told[0]?.ok]).toEqual([1, false]);
    expect(sumWith('requests_failed', { what: 'HTTP 302' })).toBe(1);
  });

  it('in a circle ends', async () => {
    const { told, asked } = await follow(Array(20).fill({ status: 302, location: '/one' }));
    expect([asked.length, told.length, told[0]?.ok]).toEqual([6, 1, false]);
  });
});

describe('what a script throws', () => {
  it.each<[string, Request, StubAnswer]>([
    [
      'for the path',
      endpoint('one', {
        path: () => {
          throw new Error('path');
        },
      }),
      {},
    ],
    [
      'for the body',
      endpoint('one', {
        method: 'POST',
        body: () => {
          throw new Error('body');
        },
      }),
      {},
    ],
    ['by a rejection', endpoint('one'), { rejects: new Error('bad URL') }],
  ])('%s is a script error, and told as a failure once', async (_where, what, answer) => {
    const { told } = await send(what, answer);
    expect([told, sumOf('script_errors'), samplesOf('answer_ok')]).toEqual([[false], 1, []]);
  });

  it('when it is told, is a script error and not told again', async () => {
    setEnvironment({ TARGET_URL });
    target();
    let told = 0;
    endpoint().sender()(0, () => {
      told++;
      throw new Error('listener');
    });
    await vi.runAllTimersAsync();
    expect([told, sumOf('script_errors')]).toEqual([1, 1]);
  });
});

describe('the wait of an answer for its handler', () => {
  it.each<[string, StubAnswer, number]>([
    ['is what is left of its time', { ms: 500, lateMs: 80 }, 80],
    ['has no connect in it', { ms: 500, blockedMs: 300, lateMs: 80 }, 80],
  ])('%s', async (_what, answer, lagMs) => {
    await send(endpoint(), answer);
    flushLag();
    expect(samplesOf('generator_lag').map(({ value }) => Math.round(value))).toEqual([lagMs]);
  });

  it('is not known of a request without an answer', async () => {
    await send(endpoint(), { status: 0, ms: 30_000, lateMs: 500 });
    flushLag();
    expect(samplesOf('generator_lag')).toEqual([]);
  });
});

describe('the response time', () => {
  it('has in it what the connection took', async () => {
    setEnvironment({ TARGET_URL });
    target(() => ({ ms: 2534, blockedMs: 2500 }));
    const told: (number | undefined)[] = [];
    endpoint().sender()(0, ({ tookMs }) => void told.push(tookMs));
    await vi.runAllTimersAsync();
    expect(told).toEqual([2534]);
  });
});
