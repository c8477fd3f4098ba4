import { describe, expect, it } from 'vitest';
import { createTimers } from '../../../../testbed/kernel/timers';
import { pause } from '../helpers/testbed';

describe('createTimers', () => {
  it('calls back after the delay, and not once it was stopped', async () => {
    const called: string[] = [];
    const timers = createTimers();
    timers.after(5, () => called.push('in time'));
    timers.after(40, () => called.push('too late'));
    await pause(20);
    timers.stop();
    timers.after(5, () => called.push('after the stop'));
    await pause(40);
    expect(called).toEqual(['in time']);
  });
});
