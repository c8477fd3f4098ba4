import { describe, expect, it } from 'vitest';
import { noteEndpoint } from '../../../lib/environment/endpoints';
import type { Limit } from '../../../lib/gate/limit';
import { arrivals } from '../../../lib/load/arrivals';
import { type Level, ladder, ladderAndBack, ladderUntilBroken } from '../../../lib/load/ladder';
import type { Load } from '../../../lib/load/load';
import { workers } from '../../../lib/load/workers';
import { setEnvironment } from '../environment/with-environment';

const made = <Made>(make: () => Made, environment: Record<string, string> = {}): Made => {
  setEnvironment(environment);
  return make();
};
const schedule = (...perSecond: readonly number[]) =>
  arrivals({
    requests: perSecond.map((rate, index) => ({ request: { name: 'abc'[index] ?? '' }, perSecond: rate })),
    durationMs: 10_000,
  });
const levels: readonly Level[] = [
  { name: 'low', workers: 10 },
  { name: 'high', workers: 200 },
];
const mustKeep: readonly Limit[] = [
  {
    row: 'T01',
    title: 'success',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 1,
  },
];
const seconds = (load: Load) => load.maxDurationMs / 1000;

describe('a load by schedule', () => {
  it('says what it is, and has a VU for every fifteen hundred requests a second', () => {
    expect(made(() => schedule(110, 55))).toMatchObject({
      describe: '110 a/s, 55 b/s for 10 s, by schedule',
      model: 'open',
      sizes: { seconds: 10, requests: 1650 },
      vus: 1,
      perSecond: 165,
      offer: { a: 110, b: 55 },
      workMs: 10_000,
    });
    expect(made(() => schedule(3100)).vus).toBe(3);
  });

  it('takes rate and length from the environment', () => {
    const environment = { LOAD_TEST_RPS: '33', LOAD_TEST_DURATION: '2s' };
    expect(made(() => schedule(200, 100), environment)).toMatchObject({
      describe: '22 a/s, 11 b/s for 2 s, by schedule',
      sizes: { seconds: 2, requests: 66 },
      perSecond: 33,
    });
  });

  it.each([
    [1100, '1'],
    [1100, '2'],
    [1500, '2'],
    [600, '7'],
    [3, '3'],
  ])('of %i a second gives each of %s runners VUs, requests and seconds of its share', (perSecond, PARALLELISM) => {
    const load = made(() => schedule(perSecond), { PARALLELISM });
    const runners = Number(PARALLELISM);
    expect(load.vus % runners).toBe(0);
    // What the VUs of the last runner send: those of VU v are v, v + n, v + 2n and so on.
    const requests = perSecond * 10;
    const sent = Array.from({ length: load.vus }, (_, vu) => Math.ceil((requests - vu) / load.vus));
    const ofRunner = (runner: number) =>
      sent
        .slice((runner * load.vus) / runners, ((runner + 1) * load.vus) / runners)
        .reduce((sum, count) => sum + count, 0);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(requests);
    expect(load.sizes.requests ?? 0).toBeLessThanOrEqual(ofRunner(runners - 1));
    expect(load.sizes.requests ?? 0).toBeGreaterThanOrEqual(ofRunner(0) - load.vus);
    // The rate of all runners, as one of them sees it.
    expect(ofRunner(0) / (load.sizes.seconds ?? 0)).toBeCloseTo(perSecond, -1);
  });

  it('may last as long as its last request', () => {
    expect(made(() => schedule(10)).maxDurationMs).toBe(42_000);
    expect(made(() => schedule(10), { TASK_TIMEOUT: '2s' }).maxDurationMs).toBe(14_000);
    expect(made(() => schedule(10)).executors.load).toMatchObject({ maxDuration: '42000ms', vus: 1, iterations: 1 });
  });

  it('keeps connections for as many requests as a target takes that needs a fifth of a second for each', () => {
    expect(made(() => schedule(100)).connections).toBe(30);
    expect(made(() => schedule(1000)).connections).toBe(210);
  });
});

describe('a load of workers', () => {
  it('has its requests, or its time', () => {
    expect(made(() => workers({ workers: 20, until: { requestsEach: 5 } }))).toMatchObject({
      describe: '100 requests by 20 workers, each waiting for its answer',
      sizes: { users: 20, requests: 100 },
      iterations: 5,
      vus: 1,
      connections: 20,
    });
    const timed = made(() => workers({ workers: 1, until: { durationMs: 5000 }, pauseMs: [1000, 3000] }));
    expect(timed).toMatchObject({
      describe: 'one worker for 5 s, waiting for its answer, 1000 to 3000 ms between an answer and the next request',
      sizes: { users: 1, seconds: 5 },
      iterations: 0,
      workMs: 5000,
      maxDurationMs: 37_000,
    });
    expect(timed.sizes.requests).toBeUndefined();
  });

  it('takes its size from the environment', () => {
    const environment = { LOAD_TEST_USERS: '450', LOAD_TEST_ITERATIONS: '7', LOAD_TEST_DURATION: '2s' };
    const requests = made(() => workers({ workers: 20, until: { requestsEach: 5 } }), environment);
    expect(requests).toMatchObject({ users: 450, vus: 3, iterations: 7, connections: 150, sizes: { requests: 3150 } });
    const timed = made(() => workers({ workers: 20, until: { durationMs: 5000 } }), environment);
    expect(timed).toMatchObject({ workMs: 2000, iterations: 0, sizes: { seconds: 2 } });
  });

  it.each([
    [50, '3', { users: 16, requests: 80 }, 3],
    [500, '2', { users: 250, requests: 1250 }, 4],
  ])('of %i gives each of %s runners its share: %j', (many, PARALLELISM, sizes, vus) => {
    const load = made(() => workers({ workers: many, until: { requestsEach: 5 } }), { PARALLELISM });
    expect(load).toMatchObject({ sizes, vus });
  });

  it('gives the time of a runner as its share, so that its answers are the rate of all', () => {
    const load = made(() => workers({ workers: 10, until: { durationMs: 6000 } }), { PARALLELISM: '3' });
    expect(load.sizes).toEqual({ users: 3, seconds: 2 });
  });

  it('is refused where a runner would have no worker', () => {
    const make = () => workers({ workers: 3, until: { requestsEach: 1 } });
    expect(() => made(make, { PARALLELISM: '4' })).toThrow('PARALLELISM must be at most 3');
  });
});

describe('a ladder', () => {
  it.each([
    [undefined, [10, 200]],
    ['400', [20, 400]],
    ['20', [1, 20]],
    ['1', [1, 1]],
    ['30', [2, 30]],
  ])('with LOAD_TEST_USERS=%s has levels of %j', (LOAD_TEST_USERS, expected) => {
    const environment = { ...(LOAD_TEST_USERS !== undefined && { LOAD_TEST_USERS }) };
    const load = made(() => ladder({ levels, each: { requestsEach: 5 } }), environment);
    expect(load.levels.map((level) => level.workers)).toEqual(expected);
  });

  it('says what it is', () => {
    expect(made(() => ladder({ levels, each: { levelMs: 3000 }, pauseMs: [50, 50] }))).toMatchObject({
      describe: '10, 200 workers, each level for 3 s, 50 ms between an answer and the next request',
      sizes: { users: 200, seconds: 3 },
      vus: 1,
      iterations: 0,
      workMs: 3000,
      connections: 200,
    });
    const each = made(() => ladder({ levels, each: { requestsEach: 5 } }));
    expect(each).toMatchObject({ describe: '10, 200 workers, 5 requests each', iterations: 5, workMs: 60_000 });
    expect(each.sizes).toEqual({ users: 200 });
  });

  it('has time for a late answer at every level that it may hold', () => {
    const options = { levels, each: { levelMs: 3000 } };
    expect(seconds(made(() => ladder(options)))).toBe(2 * 33.5 + 5);
    expect(seconds(made(() => ladderAndBack(options)))).toBe(3 * 33.5 + 5);
    expect(seconds(made(() => ladderUntilBroken({ ...options, mustKeep })))).toBe(4 * 33.5 + 5);
  });

  it('has a VU for each runner, which climbs with its share', () => {
    const load = made(() => ladder({ levels, each: { levelMs: 3000 } }), { PARALLELISM: '4' });
    expect(load).toMatchObject({ vus: 4, sizes: { users: 50, seconds: 0.75 }, connections: 50 });
  });

  it.each([
    ['climbs', () => ladder({ levels, each: { levelMs: 3000 } }), '11', 10],
    ['decides how far it climbs', () => ladderUntilBroken({ levels, each: { levelMs: 3000 }, mustKeep }), '2', 1],
  ] as const)('that %s is refused for too many runners', (_what, make, PARALLELISM, most) => {
    expect(() => made<Load>(make, { PARALLELISM })).toThrow(`PARALLELISM must be at most ${most}`);
  });

  it('that climbs until it breaks is refused without a limit on the success rate', () => {
    const make = () => ladderUntilBroken({ levels, each: { levelMs: 3000 }, mustKeep: [] });
    expect(() => made<Load>(make)).toThrow('answer_ok');
  });

  it('that goes back ends with its first level once more', () => {
    const load = made(() => ladderAndBack({ levels, each: { levelMs: 3000 } }), { LOAD_TEST_USERS: '400' });
    expect(load.levels).toEqual([
      { name: 'low', workers: 20 },
      { name: 'high', workers: 400 },
      { name: 'afterwards', workers: 20 },
    ]);
  });
});

describe('ENDPOINTS', () => {
  it('with a name that no endpoint has is refused by every load of requests, with the names that there are', () => {
    noteEndpoint('agent-health');
    const environment = { ENDPOINTS: 'agent-helth=/healthz' };
    for (const make of [
      () => schedule(1),
      () => workers({ workers: 1, until: { requestsEach: 1 } }),
      () => ladder({ levels, each: { requestsEach: 1 } }),
    ])
      expect(() => made(() => make().keeps?.(), environment)).toThrow(
        /ENDPOINTS names agent-helth, but the endpoints here are: .*agent-health/,
      );
    expect(() => made(() => schedule(1).keeps?.(), { ENDPOINTS: 'agent-health=/healthz' })).not.toThrow();
  });
});
