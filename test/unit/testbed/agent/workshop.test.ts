import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../testbed/agent/jobs';
import { createWorkshop, maxWaiting } from '../../../../testbed/agent/workshop';

/** Workers that do nothing until they are told. */
function createScene() {
  const workers: (EventEmitter & { jobs: Job[] })[] = [];
  const start = () => {
    const jobs: Job[] = [];
    const worker = Object.assign(new EventEmitter(), { jobs, postMessage: (job: Job) => jobs.push(job) });
    workers.push(worker);
    return worker as unknown as Worker;
  };
  const { take } = createWorkshop({ start });
  return {
    workers,
    take: (instanceId: string, isAbandoned = () => false) => take({ kind: 'analyze', instanceId }, isAbandoned),
  };
}

describe('createWorkshop', () => {
  it('employs one worker, with the first job, and gives it one job at a time', async () => {
    const { workers, take } = createScene();
    expect(workers).toHaveLength(0);
    const [a, b] = [take('a'), take('b')];
    expect(workers.map(({ jobs }) => jobs.length)).toEqual([1]);
    workers[0]?.emit('message', 'of a');
    workers[0]?.emit('message', 'of b');
    expect(await Promise.all([a, b])).toEqual(['of a', 'of b']);
    expect(workers.map(({ jobs }) => jobs.map(({ instanceId }) => instanceId))).toEqual([['a', 'b']]);
  });

  it('takes no job when too many are waiting, and again when there is room', () => {
    const { workers, take } = createScene();
    for (let count = 0; count <= maxWaiting; count++) expect(take('x')).toBeInstanceOf(Promise);
    expect(take('x')).toBeUndefined();
    workers[0]?.emit('message', 1);
    expect(take('x')).toBeInstanceOf(Promise);
  });

  it('keeps no place in the queue for those who have gone away', () => {
    const { workers, take } = createScene();
    let gone = false;
    for (let count = 0; count <= maxWaiting; count++) take(`${count}`, () => gone && count % 2 === 1);
    expect(take('x')).toBeUndefined();
    gone = true;
    for (let count = 0; count < maxWaiting / 2; count++) expect(take('x')).toBeInstanceOf(Promise);
    expect(take('x')).toBeUndefined();
    for (let count = 0; count < 3; count++) workers[0]?.emit('message', 1);
    expect(workers[0]?.jobs.map(({ instanceId }) => instanceId)).toEqual(['0', '2', '4', '6']);
  });

  it('does not do what nobody waits for any more', async () => {
    const { workers, take } = createScene();
    void take('a');
    let gone = false;
    const abandoned = take('b', () => gone);
    void take('c');
    gone = true;
    workers[0]?.emit('message', 1);
    expect(await abandoned).toBeUndefined();
    expect(workers[0]?.jobs.map(({ instanceId }) => instanceId)).toEqual(['a', 'c']);
  });

  it('fails the job of a worker that breaks down, and goes on with another worker', async () => {
    const { workers, take } = createScene();
    const [a, b] = [take('a'), take('b')];
    workers[0]?.emit('error', new Error('broken'));
    await expect(a).rejects.toThrow('broken');
    workers[1]?.emit('message', 'of b');
    expect(await b).toBe('of b');
  });
});
