import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import { eachUser, type User } from '../../../lib/load/users';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { madeLoad } from '../websocket/made';

const startedMs = 1_700_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: startedMs });
  resetSamples();
  exec.scenario.startTime = startedMs;
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  exec.scenario.iterationInTest = 0;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What one VU does: which users it has, and when each begins. */
async function runVu(vu: number, load: Parameters<typeof madeLoad>[0], behave = async (_user: User) => {}) {
  const begun: { index: number; atMs: number }[] = [];
  exec.scenario.iterationInTest = vu;
  const running = eachUser((user) => {
    begun.push({ index: user.index, atMs: Date.now() - startedMs });
    return behave(user);
  })(madeLoad(load), { run: 'R4N0' });
  await vi.runAllTimersAsync();
  await running;
  return begun;
}

describe('eachUser', () => {
  it.each([
    [1, 1],
    [10, 1],
    [10, 3],
    [50, 2],
    [50, 50],
    [97, 40],
    [1000, 7],
  ])('gives every one of %i users to exactly one of %i VUs', async (users, vus) => {
    const indices: number[] = [];
    for (let vu = 0; vu < vus; vu++) indices.push(...(await runVu(vu, { users, vus })).map(({ index }) => index));
    expect(indices.sort((a, b) => a - b)).toEqual(Array.from({ length: users }, (_, index) => index));
  });

  it('gives nobody to a VU that is one too many', async () => {
    expect(await runVu(3, { users: 3, vus: 4 })).toEqual([]);
  });

  it('paces the attempts over all VUs together, from the start of the load', async () => {
    const load = { users: 6, vus: 2, connectRate: 10 };
    const begun = [...(await runVu(0, load)), ...(await runVu(1, load))];
    // The second VU is run when the first is done: what was due by then is due at once.
    expect(begun.slice(0, 3)).toEqual([0, 200, 400].map((atMs, order) => ({ index: 2 * order, atMs })));
    expect(begun.slice(3).map(({ atMs }) => atMs)).toEqual([400, 400, 500]);
  });

  it('counts the open sockets of the VU at the agreed moment, once', async () => {
    let countedAtMs = Number.NaN;
    const load = { users: 4, togetherAtMs: 1500, connectRate: 10 };
    await runVu(0, load, async ({ index, together }) => {
      openCount.add(1);
      await new Promise<void>((begin) => together?.begin(index, begin));
      if (Number.isNaN(countedAtMs)) countedAtMs = Date.now() - startedMs;
      openCount.add(-1);
    });
    expect([samplesOf('open_sockets').length, sumOf('open_sockets'), countedAtMs]).toEqual([1, 4, 1500]);
  });

  it.each([
    [900, [900, 900]],
    [100, []],
  ])('is late for each user where the VU stood still and counts %i ms too late', async (standsMs, lags) => {
    await runVu(0, { users: 2, togetherAtMs: 1500, connectRate: 1000 }, async ({ index, together }) => {
      if (index === 1) vi.setSystemTime(Date.now() + standsMs);
      await new Promise<void>((begin) => together?.begin(index, begin));
    });
    expect(samplesOf('generator_lag').map(({ value }) => value)).toEqual(lags);
  });

  it('has tasks begin at the pace of the connects behind that moment: a burst would measure the generator', async () => {
    const begunMs: number[] = [];
    await runVu(0, { users: 4, togetherAtMs: 1500, connectRate: 10 }, async ({ index, together }) => {
      await new Promise<void>((begin) => together?.begin(index, begin));
      begunMs.push(Date.now() - startedMs);
    });
    expect(begunMs).toEqual([1500, 1600, 1700, 1800]);
  });

  it('has users whose sockets opened after their turn begin at once', async () => {
    const begunMs: number[] = [];
    await runVu(0, { users: 3, togetherAtMs: 1000, connectRate: 10 }, async ({ index, together }) => {
      await new Promise((resolve) => setTimeout(resolve, [1050, 1050, 3000][index]));
      await new Promise<void>((begin) => together?.begin(index, begin));
      begunMs.push(Date.now() - startedMs);
    });
    expect(begunMs).toEqual([1050, 1150, 3200]);
  });

  it('has nothing to wait for where tasks begin as their sockets open', async () => {
    const waits: unknown[] = [];
    await runVu(0, { users: 2 }, async ({ together }) => void waits.push(together));
    expect([waits, sumOf('open_sockets')]).toEqual([[undefined, undefined], 0]);
  });

  it('counts a user whose work is rejected, and lets the others go on', async () => {
    const ended: number[] = [];
    await runVu(0, { users: 3 }, async ({ index }) => {
      if (index === 0) throw new Error('made by the test');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      ended.push(index);
    });
    expect([ended, sumOf('script_errors')]).toEqual([[1, 2], 1]);
  });
});
