import { afterEach, describe, expect, it, vi } from 'vitest';

/** The module as a new VU has it: it keeps what it found out about the clocks. */
async function newVu() {
  vi.resetModules();
  return import('../../../lib/clock');
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
  it("puts an event's time on the clock of now(), to a tenth of a millisecond", async () => {
    const { atEvent, now } = await newVu();
    stepWallClock(0);
    atEvent(0);
    const errors = Array.from({ length: 20 }, () => Math.abs(atEvent(wallMs()) - now()));
    expect(Math.min(...errors)).toBeLessThan(0.1);
  });

  it('looks for the tick of the wall clock again where the machine was busy at that moment', async () => {
    const { atEvent, now } = await newVu();
    const shown: number[] = [];
    let busyMs = 8;
    vi.spyOn(Date, 'now').mockImplementation(() => {
      shown.push(Math.floor(wallMs()));
      const [before, last] = shown.slice(-2);
      // The first tick that shows is old when it is looked at.
      if (last !== undefined && before !== last) {
        for (const until = wallMs() + busyMs; wallMs() < until; );
        busyMs = 0;
      }
      return shown.at(-1) ?? 0;
    });
    atEvent(0);
    expect(Math.abs(atEvent(wallMs()) - now())).toBeLessThan(1);
  });

  it.each([3_600_000, -3_600_000, 200, -200])('follows a step of the wall clock by %i ms', async (stepMs) => {
    const { atEvent, now } = await newVu();
    stepWallClock(0);
    atEvent(wallMs());
    stepWallClock(stepMs);
    atEvent(wallMs() + stepMs);
    expect(Math.abs(atEvent(wallMs() + stepMs) - now())).toBeLessThan(5);
  });
});
