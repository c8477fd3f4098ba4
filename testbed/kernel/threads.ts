import { Worker } from 'node:worker_threads';

/** Threads that end with the testbed. */
export interface Threads {
  /** Runs a TypeScript module in a thread of its own; `data` is in its `workerData`. Throws when the testbed has stopped. */
  start(module: URL, data?: unknown): Worker;
  /** Ends all, whatever they are doing, and takes no new ones. */
  stop(): Promise<void>;
}

const entry = new URL('./thread.mjs', import.meta.url);

export function createThreads(): Threads {
  const running = new Set<Worker>();
  let stopped = false;
  return {
    start(module, data) {
      if (stopped) throw new Error('the testbed has stopped; it starts no thread any more');
      const worker = new Worker(entry, { execArgv: [], workerData: { module: module.href, data } });
      running.add(worker);
      worker.once('exit', () => running.delete(worker));
      // The process may end while it is idle.
      worker.unref();
      return worker;
    },
    async stop() {
      stopped = true;
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
