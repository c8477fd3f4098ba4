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
    expect(request?.params).toEqual({ tags: { name: 'search' }, timeout: 30_000, jar: {} });
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

  it('replaces the method, and a GET has no body', async () => {
    const { request } = await send(analysis, {}, { ENDPOINTS: 'analysis=GET /a' });
    expect([request?.method, request?.body, request?.params.headers]).toEqual(['GET', null, undefined]);
    expect((await send(analysis, {}, { ENDPOINTS: 'analysis=/a' })).request?.body).toBe('{"a":1}');
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
