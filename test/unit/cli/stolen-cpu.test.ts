import { describe, expect, it } from 'vitest';
import { parseMachineCpu, readMachineCpu, stolenShareOf } from '../../../cli/watch/stolen-cpu';

const stat = 'cpu  1000 20 300 90000 50 6 7 400 999 0\ncpu0 1 2 3 4 5 6 7 8 9 0\nintr 12\n';

describe('parseMachineCpu', () => {
  it('adds up what the machine used, and leaves idle time out', () => {
    expect(parseMachineCpu(stat)).toEqual({ usedTicks: 1333, stolenTicks: 400 });
  });

  it.each(['', 'intr 12\n', 'cpu  1000 20 300\n'])('finds nothing in %j', (text) => {
    expect(parseMachineCpu(text)).toBeUndefined();
  });
});

describe('stolenShareOf', () => {
  const from = { usedTicks: 1000, stolenTicks: 400 };

  it('is the part of the wanted time that others got', () => {
    expect(stolenShareOf(from, { usedTicks: 1300, stolenTicks: 500 })).toBe(0.25);
    expect(stolenShareOf(from, { usedTicks: 1300, stolenTicks: 400 })).toBe(0);
  });

  it('says nothing of a few ticks, or where the system says nothing', () => {
    expect(stolenShareOf(from, { usedTicks: 1030, stolenTicks: 419 })).toBeNull();
    expect(stolenShareOf(undefined, from)).toBeNull();
    expect(stolenShareOf(from, undefined)).toBeNull();
  });
});

it.runIf(process.platform === 'linux')('reads this machine', () => {
  expect(readMachineCpu()?.usedTicks).toBeGreaterThan(0);
});
