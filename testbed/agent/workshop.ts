import type { Worker } from 'node:worker_threads';
import type { Threads } from '../kernel/threads';
import type { Job } from './jobs';

/** This many jobs may wait for the worker; for the last of them that is a few seconds. */
export const maxWaiting = 64;

export interface Workshop {
  /** The answer to the job, or undefined when too many are waiting. A job whose client has gone away is not done. */
  take(job: Job, isAbandoned: () => boolean): Promise<unknown> | undefined;
}

interface Order {
  readonly job: Job;
  readonly isAbandoned: () => boolean;
  readonly resolve: (answer?: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One worker, which is there from the first job on, and a queue before it. Not piscina (5.3.2): jobs with an abort signal bypass its
 * `maxQueue`, and an abort of the running job ends the thread.
 */
export function createWorkshop(threads: Pick<Threads, 'start'>): Workshop {
  const waiting: Order[] = [];
  let current: Order | undefined;
  let worker: Worker | undefined;

  function employ(): Worker {
    const fresh = threads.start(new URL('./worker.ts', import.meta.url));
    fresh.on('message', (answer) => {
      current?.resolve(answer);
      workOnNext();
    });
    fresh.on('error', (error) => {
      worker = undefined;
      current?.reject(error);
      workOnNext();
    });
    return fresh;
  }

  function dropGivenUp(): void {
    for (const order of waiting.splice(0)) if (!isGivenUp(order)) waiting.push(order);
  }

  function workOnNext(): void {
    do current = waiting.shift();
    while (isGivenUp(current));
    if (current === undefined) return;
    worker ??= employ();
    worker.postMessage(current.job);
  }

  return {
    take(job, isAbandoned) {
      if (waiting.length >= maxWaiting) dropGivenUp();
      if (waiting.length >= maxWaiting) return undefined;
      return new Promise((resolve, reject) => {
        waiting.push({ job, isAbandoned, resolve, reject });
        if (current === undefined) workOnNext();
      });
    },
  };
}

/** Settles it as well, or its handler would wait for ever. */
function isGivenUp(order: Order | undefined): boolean {
  if (!order?.isAbandoned()) return false;
  order.resolve();
  return true;
}
