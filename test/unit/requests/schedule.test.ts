import { describe, expect, it, vi } from 'vitest';
import { type Arrivals, arrivals } from '../../../lib/load/arrivals';
import type { Request } from '../../../lib/requests/request';
import { bySchedule } from '../../../lib/requests/schedule';
import exec from '../../stubs/k6-execution';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, runVu, shareOf, sumWith, target } from './made';

const TARGET_URL = 'http://target';

type Requests = readonly Arrivals<Request>[];
const of = (...rates: readonly (readonly [name: string, perSecond: number])[]): Requests =>
  rates.map(([name, perSecond]) => ({ request: endpoint(name), perSecond }));

/** All VUs of a schedule, one after the other. @returns how long each took. */
async function run(requests: Requests, durationMs: number, environment: Record<string, string> = {}) {
  setEnvironment({ TARGET_URL, ...environment });
  const load = arrivals({ requests, durationMs });
  const took: number[] = [];
  for (let vu = 0; vu < load.vus; vu++) took.push(await runVu(bySchedule, load, vu));
  return { load, took };
}

onFakeTime();

describe('a schedule', () => {
  it.each([
    [1, 1000, 1],
    [3, 1000, 3],
    [7, 10_000, 70],
    [0.5, 10_000, 5],
    [2.5, 3000, 8],
    [499, 1000, 499],
    [600, 2500, 1500],
    [1100, 2000, 2200],
    [3, 100, 0],
  ])('of %d requests a second sends in %d ms exactly %d, over all VUs', async (perSecond, durationMs, requests) => {
    const came = target();
    await run(of(['one', perSecond]), durationMs);
    expect([came.length, sumOf('requests'), sumOf('served')]).toEqual([requests, requests, requests]);
  });

  it('gives each endpoint its own rate', async () => {
    const came = target();
    await run(of(['often', 110], ['seldom', 22], ['rare', 0.5]), 4000);
    const count = (name: string) => came.filter(({ url }) => url === `${TARGET_URL}/${name}`).length;
    expect([count('often'), count('seldom'), count('rare')]).toEqual([440, 88, 2]);
    expect(sumWith('requests', { name: 'seldom' })).toBe(88);
  });

  it.each([
    ['30', [20, 10]],
    ['3', [2, 1]],
    ['1500', [1000, 500]],
  ])('scales all of them together to LOAD_TEST_RPS=%s', async (LOAD_TEST_RPS, perSecond) => {
    const came = target();
    await run(of(['two', 200], ['one', 100]), 2000, { LOAD_TEST_RPS });
    const count = (name: string) => came.filter(({ url }) => url.endsWith(`/${name}`)).length / 2;
    expect([count('two'), count('one')]).toEqual(perSecond);
  });

  it('spaces the requests evenly, and the VUs take turns', async () => {
    const came = target();
    const { took } = await run(of(['one', 2000]), 500, {});
    expect(took).toHaveLength(2);
    const [first, second] = [came.slice(0, 500), came.slice(500)];
    for (const [share, fromMs] of [
      [first, first[0]?.atMs ?? 0],
      [second, (second[0]?.atMs ?? 0) - 0.5],
    ] as const)
      for (const [index, { atMs }] of share.entries()) {
        // What is due within a tick goes out together.
        const earlyMs = fromMs + index + (share === second ? 0.5 : 0) - atMs;
        expect(earlyMs).toBeGreaterThanOrEqual(-1.01);
        expect(earlyMs).toBeLessThan(5.01);
      }
  });

  it('asks each turn once, whichever VU it falls to', async () => {
    const came = target();
    const numbered = [{ request: endpoint('n', { path: (turn) => `/${turn}` }), perSecond: 3100 }];
    const { load } = await run(numbered, 1000);
    expect(load.vus).toBe(3);
    const turns = came.map(({ url }) => Number(url.slice(TARGET_URL.length + 1))).sort((a, b) => a - b);
    expect(turns).toEqual(Array.from({ length: 3100 }, (_, turn) => turn));
  });

  it('waits for no answer, and goes on through a stall', async () => {
    let from = 0;
    const came = target((_request, index) => {
      if (index === 0) from = performance.now();
      const atMs = performance.now() - from;
      // Whatever comes in the second second is answered when that is over.
      return { ms: atMs >= 1000 && atMs < 2000 ? 2000 - atMs : 5 };
    });
    await run(of(['one', 100]), 3000);
    const perSecond = [0, 1, 2].map((second) => came.filter(({ atMs }) => Math.floor((atMs - from) / 1000) === second));
    expect(perSecond.map(({ length }) => length)).toEqual([100, 100, 100]);
  });

  it('ends when the last answer is there', async () => {
    target(() => ({ ms: 700 }));
    const { took } = await run(of(['one', 10]), 1000);
    // The last request is due after 900 ms, and goes out up to a tick of 5 ms early.
    expect(took[0]).toBeGreaterThan(1594);
    expect(took[0]).toBeLessThan(1650);
  });

  it('counts what it cannot send, because five thousand are unanswered, as failed and as unsent', async () => {
    const when = new Promise<void>((resolve) => setTimeout(resolve, 30_000));
    target(() => ({ when, status: 0, errorCode: 1050 }));
    await run(of(['one', 1100]), 5000);
    expect([sumOf('requests'), sumOf('requests_unsent'), sumOf('served')]).toEqual([5500, 500, 0]);
    expect([samplesOf('answer_ok').length, shareOf('answer_ok')]).toEqual([5500, 0]);
    expect(sumWith('requests_failed', { what: 'timed out', name: 'one' })).toBe(5000);
    expect(samplesOf('answer_ok').every(({ tags }) => tags?.name === 'one')).toBe(true);
  });

  it('sends again when answers come back', async () => {
    const when = new Promise<void>((resolve) => setTimeout(resolve, 4500));
    const came = target((_request, index) => (index < 5000 ? { when } : {}));
    await run(of(['one', 1250]), 6000);
    expect(came.length + sumOf('requests_unsent')).toBe(7500);
    // For half a second, give or take a tick.
    expect(Math.abs(sumOf('requests_unsent') - 625)).toBeLessThanOrEqual(10);
  });

  it.each([
    ['is rejected', { rejects: new Error('bad URL') }],
    ['throws', new Error('no such option')],
  ])('goes on and ends where a request %s, and counts a script error for each', async (_what, fault) => {
    target(() => {
      if (fault instanceof Error) throw fault;
      return fault;
    });
    const { took } = await run(of(['one', 10]), 1000);
    expect(sumOf('script_errors')).toBe(10);
    expect([sumOf('requests'), sumOf('served')]).toEqual([10, 0]);
    expect(took[0]).toBeLessThan(1100);
  });

  it('counts answers as served within the length of the load from the first one on', async () => {
    // One after the other, at half the rate at which they come: the second half is late.
    target((_request, index) => ({ ms: 1000 + index * 10 }));
    await run(of(['one', 100]), 1000);
    expect(sumOf('requests')).toBe(100);
    // Requests are 10 ms apart, their answers 20 ms.
    expect(sumOf('served')).toBeGreaterThanOrEqual(50);
    expect(sumOf('served')).toBeLessThanOrEqual(52);
  });

  it('counts all answers of a target that is slow and keeps up', async () => {
    target(() => ({ ms: 3000 }));
    await run(of(['one', 100]), 1000);
    expect(sumOf('served')).toBe(100);
  });

  it('counts an unexpected answer as no success', async () => {
    target((_request, index) => ({ status: index % 4 === 0 ? 503 : 200 }));
    await run(of(['one', 100]), 1000);
    expect([shareOf('answer_ok'), sumOf('served'), sumWith('requests_failed', { what: 'HTTP 503' })]).toEqual([
      0.75, 75, 25,
    ]);
  });

  it('has a client of its own for each request', async () => {
    const came = target();
    await run(of(['one', 50]), 1000);
    expect(new Set(came.map(({ params }) => params.jar)).size).toBe(50);
  });

  it('times expected answers only', async () => {
    target((_request, index) => ({ status: index % 4 === 0 ? 401 : 200, ms: index % 4 === 0 ? 1 : 30 }));
    await run(of(['one', 100]), 1000);
    const times = samplesOf('response_time');
    expect([times.length, Math.min(...times.map(({ value }) => value))]).toEqual([75, 30]);
    expect([sumWith('response_time_samples', { name: 'one' }), times[0]?.tags]).toEqual([75, { name: 'one' }]);
  });

  it('notes by how much it was late', async () => {
    const epochMs = performance.now() - exec.instance.currentTestRunDuration;
    const clock = vi.spyOn(exec.instance, 'currentTestRunDuration', 'get');
    target((_request, index) => {
      // Something else keeps the VU for so long.
      if (index === 5) clock.mockImplementation(() => performance.now() - epochMs + 400);
      return {};
    });
    await run(of(['one', 10]), 1000);
    const worstMs = Math.max(...samplesOf('generator_lag').map(({ value }) => value));
    expect(worstMs).toBeGreaterThan(250);
    expect(worstMs).toBeLessThan(450);
  });
});
