import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Load } from '../../../lib/load/load';
import { withSteps } from '../../../lib/load/vu-steps';

const load = { vus: 2 } as Load;
const data = { run: 'ABCD' };

afterEach(() => {
  vi.restoreAllMocks();
});

describe('steps around a load', () => {
  const recorded = (refused?: 'before' | 'cleanUp') => {
    const calls: string[] = [];
    const step = (name: string) => async () => {
      calls.push(name);
      if (name === refused) throw new Error('no');
    };
    const steps = { before: step('before'), after: step('after'), cleanUp: step('cleanUp') };
    return { calls, run: withSteps(steps, step('run')) };
  };

  it('come in their order', async () => {
    const { calls, run } = recorded();
    await run(load, data);
    expect(calls).toEqual(['before', 'run', 'after', 'cleanUp']);
  });

  it('leave the load out where the target refuses what it needs, and are no error of the script', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { calls, run } = recorded('before');
    await expect(run(load, data)).resolves.toBeUndefined();
    expect(calls).toEqual(['before', 'cleanUp']);
    expect(log.mock.calls[0]?.[0]).toMatch(/^what the load needs could not be made: .*no/);
  });

  it('go on where a VU cannot remove what it made: that is tried once more behind the load, for each VU', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { calls, run } = recorded('cleanUp');
    await expect(run(load, data)).resolves.toBeUndefined();
    calls.length = 0;
    await expect(run.cleanUp?.(load, data)).rejects.toThrow('no');
    expect(calls).toEqual(['cleanUp', 'cleanUp']);
  });
});
