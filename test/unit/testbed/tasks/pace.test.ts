import { describe, expect, it } from 'vitest';
import { startPace } from '../../../../testbed/tasks/pace';
import { pause } from '../helpers/testbed';

function record(count: number, durationMs: number) {
  const steps: number[] = [];
  let done = 0;
  const cancel = startPace({ count, durationMs, step: (index) => steps.push(index), done: () => done++ });
  return { steps, cancel, done: () => done };
}

describe('startPace', () => {
  it('finishes a short run at full speed at once', () => {
    const { steps, done } = record(3, 0);
    expect(steps).toEqual([0, 1, 2]);
    expect(done()).toBe(1);
  });

  it('lets others have their turn every 32 steps at full speed', async () => {
    const { steps, done } = record(70, 0);
    const seen = [steps.length];
    for (let turn = 0; turn < 3; turn++) {
      await new Promise(setImmediate);
      seen.push(steps.length);
    }
    expect(seen).toEqual([32, 64, 70, 70]);
    expect(done()).toBe(1);
  });

  it('catches up when the timers were late', async () => {
    const { steps, done } = record(50, 40);
    const until = performance.now() + 60;
    while (performance.now() < until);
    await pause(15);
    expect(steps).toHaveLength(50);
    expect(done()).toBe(1);
  });

  it.each([0, 20])('takes no step and is not done after a cancel (%i ms)', async (durationMs) => {
    const { steps, cancel, done } = record(100, durationMs);
    cancel();
    cancel();
    const before = steps.length;
    await pause(40);
    expect(steps).toHaveLength(before);
    expect(done()).toBe(0);
  });

  it('stops in the middle of a turn when a step cancels', async () => {
    const steps: number[] = [];
    const cancel = startPace({
      count: 100,
      durationMs: 0,
      step: (index) => {
        steps.push(index);
        if (index === 40) cancel();
      },
      done: () => steps.push(-1),
    });
    await pause(20);
    expect(steps.at(-1)).toBe(40);
  });
});
