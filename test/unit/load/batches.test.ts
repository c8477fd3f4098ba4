import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inBatches } from '../../../lib/load/batches';
import { resetSamples, sumOf } from '../../stubs/k6-metrics';
import { madeLoad } from '../websocket/made';

const load = madeLoad({ users: 3, iterations: 2 });
const data = { run: 'R4N0' };
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('inBatches', () => {
  it('begins a batch when the last of the one before is done, and looks before, between and after', async () => {
    const events: string[] = [];
    await inBatches(
      async ({ index }, batch) => {
        await pause(index * 10);
        events.push(`${batch}:${index}`);
      },
      async () => void events.push('look'),
    )(load, data);
    expect(events).toEqual(['look', '0:0', '0:1', '0:2', 'look', '1:0', '1:1', '1:2', 'look']);
  });

  it('starts the users of a batch at the pace of the connects', async () => {
    const begunMs: number[] = [];
    const startedMs = performance.now();
    await inBatches(
      async () => void begunMs.push(performance.now() - startedMs),
      async () => {},
    )({ ...load, iterations: 1, connectRate: 20 }, data);
    expect(begunMs[1]).toBeGreaterThan(45);
    expect(begunMs[2]).toBeGreaterThan(95);
  });

  it('counts a user whose work is rejected, and waits for the others', async () => {
    let looks = 0;
    let done = 0;
    await inBatches(
      async ({ index }) => {
        if (index === 0) throw new Error('made by the test');
        await pause(5);
        done++;
      },
      async () => void looks++,
    )(load, data);
    expect([done, looks, sumOf('script_errors')]).toEqual([4, 3, 2]);
  });

  it('ends where a look fails: what comes behind it could not be judged', async () => {
    const work = vi.fn(async () => {});
    const running = inBatches(work, async () => {
      throw new Error('no metrics');
    })(load, data);
    await expect(running).rejects.toThrow('no metrics');
    expect(work).not.toHaveBeenCalled();
  });
});
