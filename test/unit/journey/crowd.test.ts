import { describe, expect, it, vi } from 'vitest';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { onFakeTime, shareOf, sumWith, target } from '../requests/made';
import { runArriving, runUsers } from './made';

onFakeTime();

/** The moments at which requests of a path came. */
const momentsOf = (came: readonly { readonly url: string; readonly atMs: number }[], path: string, startMs: number) =>
  came.filter(({ url }) => url.endsWith(path)).map(({ atMs }) => atMs - startMs);

/** Equal but for the millisecond by which a timer may wake early. */
function expectMoments(momentsMs: readonly number[], expectedMs: readonly number[]): void {
  expect(momentsMs).toHaveLength(expectedMs.length);
  for (const [index, ms] of momentsMs.entries()) expect(Math.abs(ms - (expectedMs[index] ?? 0))).toBeLessThan(2);
}

describe('users', () => {
  it('come one after the other in a ramp, and think between two journeys', async () => {
    const came = target(() => ({ ms: 10 }));
    const startMs = performance.now();
    await runUsers({ users: 2, rampUp: '1s', duration: '2s', think: '490ms' }, (user) => user.get(`/${user.index}`));
    const [firstMs = 0, ...laterMs] = momentsOf(came, '/0', startMs);
    expectMoments(
      laterMs,
      [500, 1000, 1500].map((ms) => ms + firstMs),
    );
    expectMoments(momentsOf(came, '/1', startMs), [500, 1000, 1500]);
    expect(sumOf('requests')).toBe(came.length);
    expect([shareOf('answer_ok'), shareOf('journey_ok')]).toEqual([1, 1]);
    expect(sumOf('journey_time_samples')).toBe(came.length);
  });

  it('count as served where they are answered while all are there', async () => {
    // The first user is answered from the beginning, the second is refused as soon as both are there.
    target(({ url }) => ({ status: url.endsWith('/1') ? 500 : 200 }));
    const ramp = { users: 2, rampUp: '1s', duration: '2s', think: '300ms' } as const;
    await runUsers(ramp, (user) => user.get(`/${user.index}`));
    expect(sumOf('users_served')).toBe(1);
  });

  it('do not count as served where they were answered before all were there only', async () => {
    const startMs = performance.now();
    target(() => ({ status: performance.now() - startMs < 490 ? 200 : 500 }));
    await runUsers({ users: 2, rampUp: '1s', duration: '2s', think: '300ms' }, (user) => user.get('/'));
    expect(sumOf('users_served')).toBe(0);
    expect(shareOf('answer_ok')).toBeGreaterThan(0);
  });

  it('are out of step where they come at once', async () => {
    const came = target();
    const startMs = performance.now();
    await runUsers({ users: 20, duration: '1s', think: '1s' }, (user) => user.get(`/${user.index}`));
    const first = new Set(came.slice(0, 20).map(({ atMs }) => Math.round(atMs - startMs)));
    expect(first.size).toBeGreaterThan(10);
  });

  it('ask at most a thousand times a second together where they do not think', async () => {
    const came = target();
    await runUsers({ users: 10, duration: '1s' }, (user) => user.get('/'));
    expect(came.length).toBeGreaterThan(950);
    expect(came.length).toBeLessThanOrEqual(1010);
  });

  it('leave when there are fewer, with their journey behind them', async () => {
    const came = target(() => ({ ms: 300 }));
    const stages = [
      { duration: '10ms', users: 2 },
      { duration: '990ms', users: 2 },
      { duration: '1s', users: 0 },
    ] as const;
    await runUsers({ stages, think: '100ms' }, async (user) => {
      await user.get(`/first/${user.index}`);
      await user.get(`/second/${user.index}`);
    });
    expect(came.length).toBeGreaterThan(4);
    expect(came.filter(({ url }) => url.includes('second'))).toHaveLength(came.length / 2);
    expect(shareOf('journey_ok')).toBe(1);
  });

  it('end a journey that does not end by itself, as neither a success nor a failure', async () => {
    target(() => ({ ms: 100 }));
    const tookMs = await runUsers(
      { users: 1, duration: '1s', think: '1ms' },
      async (user) => {
        for (;;) await user.get('/again');
      },
      { TASK_TIMEOUT: '2s' },
    );
    expect(tookMs).toBeGreaterThan(2900);
    expect(tookMs).toBeLessThan(3200);
    expect([samplesOf('journey_ok'), sumOf('script_errors')]).toEqual([[], 0]);
  });

  it('do once what they do once, and again where it failed or was forgotten', async () => {
    const came = target(({ url }, index) => ({ status: url.endsWith('/login') && index === 0 ? 503 : 200 }));
    const given: unknown[] = [];
    await runUsers({ users: 1, duration: '2s', think: '500ms' }, async (user) => {
      given.push(await user.once('login', () => user.post('/login', { read: 'text' })));
      if (user.turn === 2) user.forget('login');
      await user.get('/thing');
    });
    const logins = came.filter(({ url }) => url.endsWith('/login'));
    expect([logins.length, given.length]).toEqual([3, 3]);
    expect(shareOf('journey_ok')).toBe(0.75);
  });

  it('are guarded: an exception is the script’s, and ends its journey only', async () => {
    target();
    await runUsers({ users: 1, duration: '1s', think: '400ms' }, () => Promise.reject(new Error('mine')));
    expect(sumOf('script_errors')).toBeGreaterThan(1);
    expect(shareOf('journey_ok')).toBe(0);
  });
});

describe('the time of a journey', () => {
  it('is without the time for which its user thought', async () => {
    target(() => ({ ms: 30 }));
    await runArriving({ perSecond: 2, duration: '1s' }, async (user) => {
      await user.get('/');
      await user.think('700ms');
      await user.get('/');
    });
    const times = samplesOf('journey_time').map(({ value }) => Math.round(value));
    expect(times).toEqual([60, 60]);
  });
});

describe('arriving users', () => {
  it('come by their rate, whatever became of those before, each with cookies of its own', async () => {
    const came = target(() => ({ ms: 5000 }));
    const startMs = performance.now();
    await runArriving({ perSecond: 10, duration: '1s' }, (user) => user.get('/'));
    expectMoments(
      momentsOf(came, '/', startMs),
      Array.from({ length: 10 }, (_, number) => number * 100),
    );
    expect(new Set(came.map(({ params }) => params.jar)).size).toBe(10);
    expect(sumOf('served')).toBe(10);
  });

  it('are not begun where a thousand journeys are under way, which is a failure', async () => {
    let open: () => void = () => {};
    const when = new Promise<void>((resolve) => {
      open = resolve;
    });
    target(() => ({ when }));
    setTimeout(open, 20_000);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await runArriving({ perSecond: 90, duration: '12s' }, (user) => user.get('/', { name: 'one' }));
    expect([sumWith('requests', { name: 'one' }), sumOf('requests_unsent')]).toEqual([1000, 80]);
    expect(shareOf('journey_ok')).toBe(1000 / 1080);
  });
});
