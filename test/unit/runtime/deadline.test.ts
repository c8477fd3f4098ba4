import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arm, type Deadline, disarm } from '../../../lib/runtime/deadline';

let told: string[] = [];
const waiting = (name: string) => ({ timedOut: () => void told.push(name) });

function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a deadline', () => {
  it('is told in the order of falling due, over two lengths', () => {
    arm(2000, waiting('long'));
    arm(500, waiting('first'));
    vi.advanceTimersByTime(300);
    arm(500, waiting('second'));
    vi.advanceTimersByTime(310);
    expect(told).toEqual(['first']);
    vi.advanceTimersByTime(350);
    expect(told).toEqual(['first', 'second']);
    vi.advanceTimersByTime(1300);
    expect(told).toEqual(['first', 'second', 'long']);
  });

  it('is never early and at most 100 ms late, also a short one that is armed after a long one', () => {
    arm(1000, waiting('long'));
    vi.advanceTimersByTime(50);
    arm(60, waiting('short'));
    vi.advanceTimersByTime(59);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(101);
    expect(told).toEqual(['short']);
    vi.advanceTimersByTime(2000);
  });

  it('is not told once it was met, whatever its place in the queue', () => {
    const deadlines = ['a', 'b', 'c', 'd'].map((name) => arm(500, waiting(name)));
    disarm(deadlines[0]);
    disarm(deadlines[2]);
    disarm(deadlines[2]);
    disarm(undefined);
    vi.advanceTimersByTime(700);
    expect(told).toEqual(['b', 'd']);
    for (const deadline of deadlines) disarm(deadline);
  });

  it('counts once that it was met twice: the others would be forgotten', () => {
    const twice = arm(500, waiting('twice'));
    disarm(twice);
    disarm(twice);
    const met = arm(500, waiting('met'));
    arm(500, waiting('other'));
    disarm(met);
    vi.advanceTimersByTime(700);
    expect(told).toEqual(['other']);
  });

  it('shares one timer with all others', () => {
    const deadlines = Array.from({ length: 50 }, (_, index) => arm(500 + (index % 2) * 100, waiting('x')));
    expect(vi.getTimerCount()).toBe(1);
    for (const deadline of deadlines) disarm(deadline);
  });

  it('leaves no timer armed when all are met: one would hold a k6 iteration open', () => {
    const [first, second] = [arm(500, waiting('first')), arm(900, waiting('second'))];
    vi.advanceTimersByTime(250);
    disarm(first);
    expect(vi.getTimerCount()).toBe(1);
    disarm(second);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be armed again by who is told', () => {
    const again = { timedOut: () => void (told.push('again') < 3 && arm(500, again)) };
    arm(500, again);
    vi.advanceTimersByTime(2000);
    expect(told).toEqual(['again', 'again', 'again']);
  });

  it('can be met by who is told of another, and is then told no more', () => {
    let second: Deadline | undefined;
    arm(500, { timedOut: () => disarm(second) });
    second = arm(800, waiting('second'));
    vi.advanceTimersByTime(2000);
    expect(told).toEqual([]);
  });

  it('holds nothing of 100,000 deadlines that were met while one long one was not', () => {
    const large = () => Object.assign(waiting('met'), { holds: new Array(50).fill(0) });
    const pinned = arm(60_000, waiting('pinned'));
    const heldBefore = heldBytes();
    for (let round = 0; round < 100; round++) {
      for (let count = 0; count < 1000; count++) disarm(arm(500, large()));
      vi.advanceTimersByTime(100);
    }
    expect(heldBytes() - heldBefore).toBeLessThan(2_000_000);
    disarm(pinned);
  });
});
