import { describe, expect, it } from 'vitest';
import { flushLag, noteLag } from '../../../lib/runtime/lag';
import { samplesOf } from '../../stubs/k6-metrics';
import { onFakeTime } from '../requests/made';

const values = () => samplesOf('generator_lag').map(({ value }) => value);

onFakeTime();

describe('the generator lag of HTTP requests', () => {
  it('is the worst of each second, and not one sample for each request', () => {
    for (let atMs = 1e6; atMs < 1e6 + 3000; atMs += 10) noteLag(atMs === 1e6 + 1500 ? 300 : 5, atMs);
    expect(values()).toEqual([5, 300]);
    flushLag();
    expect(values()).toEqual([5, 300, 5]);
  });

  it('is recorded once, and nothing where there was nothing', () => {
    flushLag();
    expect(values()).toEqual([]);
    noteLag(7, 2e6);
    flushLag();
    flushLag();
    expect(values()).toEqual([7]);
  });

  it('is never below nothing', () => {
    noteLag(-3, 3e6);
    flushLag();
    expect(values()).toEqual([0]);
  });
});
