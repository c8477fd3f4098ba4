import { workerData } from 'node:worker_threads';

// A thread of its own that computes nothing for this many seconds.
for (const endMs = performance.now() + workerData.data * 1_000; performance.now() < endMs; );
