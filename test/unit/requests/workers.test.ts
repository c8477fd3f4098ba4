import { describe, expect, it, vi } from 'vitest';
import { type WorkerLoad, workers } from '../../../lib/load/workers';
import { byWorkers, hold, type WorkOptions } from '../../../lib/requests/workers';
import { answerRequestsWith } from '../../stubs/k6-http';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { type Came, endpoint, onFakeTime, runVu, shareOf, sumWith, target } from './made';

const TARGET_URL = 'http://target';
const one = [endpoint('one')] as const;

function loadOf(load: Parameters<typeof workers>[0], environment: Record<string, string> = {}): WorkerLoad {
  setEnvironment({ TARGET_URL, ...environment });
  return workers(load);
}

onFakeTime();

describe('workers with so many requests each', () => {
  it.each([
    [1, 100, 1],
    [20, 5, 1],
    [250, 3, 2],
    [999, 2, 5],
  ])('share them exactly: %i workers, %i each, on %i VUs', async (many, requestsEach, vus) => {
    const came = target();
    const load = loadOf({ workers: many, until: { requestsEach } });
    expect(load.vus).toBe(vus);
    for (let vu = 0; vu < vus; vu++) await runVu(byWorkers(one), load, vu);
    expect([came.length, sumOf('requests'), sumOf('served')]).toEqual(Array(3).fill(many * requestsEach));
  });

  it('have no more under way than there are workers', async () => {
    let [underWay, most] = [0, 0];
    target(() => {
      most = Math.max(most, ++underWay);
      setTimeout(() => underWay--, 50);
      return { ms: 50 };
    });
    await runVu(byWorkers(one), loadOf({ workers: 20, until: { requestsEach: 5 } }));
    expect(most).toBe(20);
  });

  it('ask several endpoints in turn, and one that is named twice twice as often', async () => {
    const came = target();
    const [a, b] = [endpoint('a'), endpoint('b')];
    await runVu(byWorkers([a, b, a]), loadOf({ workers: 3, until: { requestsEach: 4 } }));
    expect(came.map(({ url }) => url.at(-1)).join('')).toBe('abaabaabaaba');
    expect([sumWith('requests', { name: 'a' }), sumWith('served', { name: 'b' })]).toEqual([8, 4]);
  });

  it('pause where the scenario says so, and not behind the last request', async () => {
    const came = target();
    const pauseMs = (turn: number) => (turn % 10 === 9 ? 100 : 0);
    const tookMs = await runVu(byWorkers(one, { pauseMs }), loadOf({ workers: 1, until: { requestsEach: 30 } }));
    expect((came[10]?.atMs ?? 0) - (came[9]?.atMs ?? 0)).toBe(100);
    expect(tookMs).toBe(200);
  });

  it('are a client each, and another one where the scenario says so', async () => {
    const clients = (came: readonly Came[]) => new Set(came.map(({ params }) => params.jar)).size;
    const [a, b] = [endpoint('a'), endpoint('b')];
    const came = target();
    await runVu(byWorkers([a, b]), loadOf({ workers: 3, until: { requestsEach: 4 } }));
    expect(clients(came)).toBe(3);
    const others = target();
    await runVu(byWorkers(one, { requestsPerClient: 10 }), loadOf({ workers: 1, until: { requestsEach: 100 } }));
    expect(clients(others)).toBe(10);
  });

  it('wait a tenth of a second behind a refusal', async () => {
    const came = target(() => ({ status: 503 }));
    await runVu(byWorkers(one), loadOf({ workers: 1, until: { requestsEach: 5 } }));
    const apartMs = came.slice(1).map(({ atMs }, index) => atMs - (came[index]?.atMs ?? 0));
    expect(apartMs).toEqual([100, 100, 100, 100]);
  });

  it('leave the rest out when three in a row had no answer at all, and count it as failed', async () => {
    const came = target(() => ({ status: 0, errorCode: 1050, ms: 30_000 }));
    const tookMs = await runVu(byWorkers(one), loadOf({ workers: 2, until: { requestsEach: 50 } }));
    expect([came.length, sumOf('requests'), sumOf('requests_unsent'), sumOf('served')]).toEqual([6, 100, 94, 0]);
    expect([samplesOf('answer_ok').length, shareOf('answer_ok')]).toEqual([100, 0]);
    expect(tookMs).toBeLessThan(91_000);
  });

  it('do not give up a target that answers every third request, or refuses', async () => {
    const came = target((_request, index) => (index % 3 === 2 ? { status: 500 } : { status: 0, errorCode: 1212 }));
    await runVu(byWorkers(one), loadOf({ workers: 1, until: { requestsEach: 30 } }));
    expect(came).toHaveLength(30);
  });

  it('begin nothing after ten minutes, and count what is left as failed', async () => {
    const came = target(() => ({ ms: 25_000 }));
    const load = loadOf({ workers: 1, until: { requestsEach: 100 } });
    const tookMs = await runVu(byWorkers(one), load);
    expect([came.length, sumOf('requests'), sumOf('requests_unsent')]).toEqual([24, 100, 76]);
    expect(tookMs).toBeLessThan(load.maxDurationMs);
  });
});

describe('workers with a time', () => {
  it('ask until it is over, each when it has paused behind its answer', async () => {
    const came = target(() => ({ ms: 40 }));
    const load = loadOf({ workers: 10, until: { durationMs: 5000 }, pauseMs: [10, 10] });
    const tookMs = await runVu(byWorkers(one), load);
    // A hundred each, less what they begin out of step.
    expect(came.length).toBeGreaterThanOrEqual(990);
    expect(came.length).toBeLessThanOrEqual(1000);
    expect(tookMs).toBeLessThanOrEqual(5050);
    expect(sumOf('requests_unsent')).toBe(0);
  });

  it('do not stay for a pause that ends behind it', async () => {
    target();
    const load = loadOf({ workers: 5, until: { durationMs: 1000 }, pauseMs: [60_000, 60_000] });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect(await runVu(byWorkers(one), load)).toBeLessThanOrEqual(1000);
  });

  it('ask nothing more when the timer of their last pause wakes them early', async () => {
    setEnvironment({ TARGET_URL });
    const came = target(() => ({ status: 503 }));
    // Fake timers leave out the four tenths that remain behind the eleventh request.
    const load = { ...loadOf({ workers: 1, until: { durationMs: 1000 } }), workMs: 1000.4 };
    await runVu(async () => void (await hold(load, 1, one, {})), load);
    expect(came.length).toBe(11);
  });

  it('are done before k6 ends the load, also where nothing is answered', async () => {
    target(() => ({ status: 0, errorCode: 1050, ms: 30_000 }));
    const load = loadOf({ workers: 5, until: { durationMs: 5000 }, pauseMs: [1000, 3000] });
    expect(await runVu(byWorkers(one), load)).toBeLessThan(load.maxDurationMs);
    expect(sumOf('requests')).toBe(5);
  });
});

describe('hold', () => {
  it('returns the expected answers per second', async () => {
    setEnvironment({ TARGET_URL });
    target((_request, index) => ({ ms: 50, status: index % 2 === 0 ? 200 : 429 }));
    const load = loadOf({ workers: 1, until: { durationMs: 10_000 } });
    let perSecond = 0;
    await runVu(async () => {
      perSecond = await hold(load, 1, one, {});
    }, load);
    // Each success takes 50 ms, each refusal 150 ms.
    expect(perSecond).toBe(5);
  });

  it('tells of every answer, and hands on the tags', async () => {
    const load = loadOf({ workers: 1, until: { requestsEach: 4 } });
    const came = target((_request, index) => ({ status: index === 2 ? 500 : 200 }));
    const told: unknown[] = [];
    const requests = [endpoint('a'), endpoint('b')] as const;
    const options: WorkOptions = {
      tags: { level: 'top' },
      answered: ({ ok }, { name }) => void told.push([ok, name]),
    };
    await runVu(async () => void (await hold(load, 1, requests, options)), load);
    expect(told).toEqual([
      [true, 'a'],
      [true, 'b'],
      [false, 'a'],
      [true, 'b'],
    ]);
    expect(came[0]?.params.tags).toEqual({ name: 'a', level: 'top' });
    expect([sumWith('requests', { name: 'a', level: 'top' }), sumWith('served', { level: 'top' })]).toEqual([2, 3]);
  });

  it.each<[string, () => void]>([
    [
      'a request that throws',
      () =>
        answerRequestsWith(() => {
          throw new Error('no');
        }),
    ],
    ['a request that is rejected', () => target(() => ({ rejects: new Error('bad URL') }))],
  ])('ends in spite of %s, and counts each as a script error', async (_what, set) => {
    set();
    await runVu(byWorkers(one), loadOf({ workers: 2, until: { durationMs: 1000 } }));
    // Ten each, and one more where a timer of Node is a fraction of a millisecond early.
    expect(sumOf('script_errors')).toBeGreaterThanOrEqual(20);
    expect(sumOf('script_errors')).toBeLessThanOrEqual(22);
    expect(sumOf('served')).toBe(0);
  });

  it('ends in spite of a listener that throws, counts that once, and each answer once', async () => {
    target();
    const answered = () => {
      throw new Error('listener');
    };
    await runVu(byWorkers(one, { answered }), loadOf({ workers: 1, until: { requestsEach: 3 } }));
    expect([sumOf('script_errors'), sumOf('served'), sumOf('requests')]).toEqual([3, 3, 3]);
  });

  it.each([
    [10, 3],
    [50, 7],
    [5, 5],
    [1, 4],
  ])('shares %i workers over %i VUs so that none is lost', async (many, vus) => {
    const came = target();
    const load = { ...loadOf({ workers: many, until: { requestsEach: 1 } }), vus };
    for (let vu = 0; vu < vus; vu++) await runVu(async () => void (await hold(load, many, one, {})), load, vu);
    expect(came).toHaveLength(many);
  });
});
