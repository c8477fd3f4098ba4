import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createThreads } from '../../../../testbed/kernel/threads';

const burn = new URL('../../../../testbed/agent/defects/burn.ts', import.meta.url);

describe('createThreads', { timeout: 30_000 }, () => {
  it('ends a thread in the middle of its work, and starts none after that', async () => {
    const threads = createThreads();
    const worker = threads.start(burn, 600);
    const exited = once(worker, 'exit');
    await once(worker, 'online');
    await threads.stop();
    await exited;
    expect(worker.threadId).toBe(-1);
    expect(() => threads.start(burn, 1)).toThrow('the testbed has stopped');
  });

  it('runs TypeScript with its data, to the end', async () => {
    const worker = createThreads().start(burn, 0.1);
    expect(await once(worker, 'exit')).toEqual([0]);
  });
});
