import { describe, expect, it } from 'vitest';
import { type LadderOptions, ladder, ladderAndBack } from '../../../lib/load/ladder';
import { climb, climbAndReturn } from '../../../lib/requests/climb';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { endpoint, onFakeTime, runVu, shareOf, sumWith, target } from './made';

const levels = [
  { name: 'low', workers: 2 },
  { name: 'high', workers: 10 },
];
const one = [endpoint('one')] as const;
const timed = { levels, each: { levelMs: 5000 }, pauseMs: [50, 50] } as const;

function inTarget<L>(make: () => L, environment: Record<string, string> = {}): L {
  setEnvironment({ TARGET_URL: 'http://target', ...environment });
  return make();
}
const loadOf = (load: LadderOptions, environment?: Record<string, string>) => inTarget(() => ladder(load), environment);
const backOf = (load: LadderOptions, environment?: Record<string, string>) =>
  inTarget(() => ladderAndBack(load), environment);

const shares = () => Object.fromEntries(samplesOf('throughput_share').map(({ tags, value }) => [tags?.level, value]));

onFakeTime();

describe('a climb', () => {
  it('has all workers of a level at work, tags what they do, and rests before the next', async () => {
    const came = target(() => ({ ms: 20 }));
    await runVu(climb(one), loadOf({ levels, each: { requestsEach: 3 } }));
    expect([sumWith('requests', { level: 'low' }), sumWith('requests', { level: 'high' })]).toEqual([6, 30]);
    const [low, high] = ['low', 'high'].map((level) => came.filter(({ params }) => params.tags.level === level));
    expect((high?.[0]?.atMs ?? 0) - (low?.at(-1)?.atMs ?? 0)).toBe(520);
  });

  it.each([
    ['5', [1, 5]],
    ['30', [6, 30]],
    ['1', [1, 1]],
  ])('is scaled by LOAD_TEST_USERS=%s', async (LOAD_TEST_USERS, workers) => {
    target();
    await runVu(climb(one), loadOf({ levels, each: { requestsEach: 1 } }, { LOAD_TEST_USERS }));
    expect([sumWith('requests', { level: 'low' }), sumWith('requests', { level: 'high' })]).toEqual(workers);
  });

  it('loses no worker of any level between runners', async () => {
    target();
    const load = loadOf({ levels: [{ name: 'low', workers: 7 }], each: { requestsEach: 1 } }, { PARALLELISM: '3' });
    for (let vu = 0; vu < load.vus; vu++) await runVu(climb(one), load, vu);
    expect([load.vus, sumOf('requests')]).toEqual([3, 7]);
  });

  it.each([
    [200, 1],
    [429, 1],
    [503, 1],
    [500, 0],
    [0, 0],
  ])('takes status %i for an answer or a clean refusal in a share of %d', async (status, share) => {
    target(() => ({ status }));
    await runVu(climb(one), loadOf({ levels, each: { requestsEach: 2 } }));
    expect(shareOf('clean_failure')).toBe(share);
    const of = (name: string) => samplesOf('clean_failure').filter(({ tags }) => tags?.level === name);
    expect([of('low').length, of('high').length, samplesOf('clean_failure').length]).toEqual([4, 20, 24]);
  });

  it('is done before k6 ends the load, also where no level is answered', async () => {
    target(() => ({ ms: 30_000, status: 0, errorCode: 1050 }));
    const load = backOf(timed);
    expect(await runVu(climbAndReturn(one), load)).toBeLessThan(load.maxDurationMs);
    expect(sumWith('requests', { level: 'afterwards' })).toBe(2);
  });
});

describe('a climb that returns', () => {
  it('knows the share of the best throughput that the last level has, and what is left when the load has gone back', async () => {
    // Ten workers that are answered once a second, then two that are answered half as fast as before.
    target(({ params }) => ({ ms: { low: 50, high: 950, afterwards: 150 }[params.tags.level ?? ''] ?? 0 }));
    await runVu(climbAndReturn(one), backOf(timed));
    const perSecond = { low: 2 * 10, high: 10 };
    expect(shares().high).toBeCloseTo(perSecond.high / perSecond.low, 1);
    expect(shares().afterwards).toBeCloseTo(0.5, 1);
    expect(sumOf('throughput_share_samples')).toBe(2);
  });

  it('has a share of nothing where the target collapses', async () => {
    target(({ params }) => ({ status: params.tags.level === 'low' ? 200 : 503 }));
    await runVu(climbAndReturn(one), backOf(timed));
    expect(shares()).toEqual({ high: 0, afterwards: 0 });
  });

  it.each<[string, Record<string, string>, number]>([
    ['where nothing was asked', { LOAD_TEST_DURATION: '1ms' }, 200],
    ['where nothing was ever answered', {}, 503],
  ])('knows no share %s', async (_where, environment, status) => {
    target(() => ({ status }));
    await runVu(climbAndReturn(one), backOf({ ...timed, pauseMs: [5000, 5000] }, environment));
    expect(samplesOf('throughput_share')).toEqual([]);
  });
});
