import { afterEach, describe, expect, it, vi } from 'vitest';

/** The module as a new VU has it: it keeps what it found out about the clocks. */
async function newVu() {
  vi.resetModules();
  return import('../../../lib/runtime/clock');
}

/** The time of Node's monotonic clock as a wall clock would show it. */
const wallMs = (): number => performance.timeOrigin + performance.now();

/** Has the wall clock differ from the monotonic one by so much from now on. */
function stepWallClock(stepMs: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(wallMs() + stepMs));
}

afterEach(() => vi.restoreAllMocks());

describe('now', () => {
  it('goes on and never back, in fractions of a millisecond', async () => {
    const { now } = await newVu();
    const readings = Array.from({ length: 1000 }, now);
    expect(readings).toEqual([...readings].sort((a, b) => a - b));
    expect(readings.some((reading) => reading % 1 !== 0)).toBe(true);
  });
});

describe('atEvent', () => {
  it('knows the time of the first event to a millisecond, however long that waited for its handler', async () => {
    stepWallClock(0);
    const errors = [];
    for (let vu = 0; vu < 5; vu++) {
      const { atEvent, now } = await newVu();
      errors.push(Math.abs(atEvent(wallMs() - 3000) - (now() - 3000)));
    }
    expect(Math.min(...errors)).toBeLessThan(1.2);
  });

  it('knows it to a tenth of a millisecond when events have been handled at once', async () => {
    const { atEvent, now } = await newVu();
    stepWallClock(0);
    for (let event = 0; event < 20; event++) atEvent(wallMs());
    const errors = Array.from({ length: 20 }, () => Math.abs(atEvent(wallMs() - 3000) - (now() - 3000)));
    expect(Math.min(...errors)).toBeLessThan(0.1);
  });

  it('is not misled for long by an event during which the machine was busy', async () => {
    const { atEvent, now } = await newVu();
    let busyMs = 8;
    vi.spyOn(Date, 'now').mockImplementation(() => {
      for (const until = wallMs() + busyMs; wallMs() < until; );
      busyMs = 0;
      return Math.floor(wallMs());
    });
    atEvent(wallMs() - 3000);
    const errors = Array.from({ length: 5 }, () => Math.abs(atEvent(wallMs()) - now()));
    expect(Math.min(...errors)).toBeLessThan(1.2);
  });

  it.each([3_600_000, -3_600_000, 200, -200])('follows a step of the wall clock by %i ms', async (stepMs) => {
    const { atEvent, now } = await newVu();
    stepWallClock(0);
    atEvent(wallMs());
    stepWallClock(stepMs);
    atEvent(wallMs() + stepMs);
    const errors = Array.from({ length: 5 }, () => Math.abs(atEvent(wallMs() + stepMs) - now()));
    expect(Math.min(...errors)).toBeLessThan(5);
  });
});
