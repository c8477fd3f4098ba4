import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';

// Of this thread only, on Linux: who generates the load and who answers come first.
setPriority(19);
for (const endMs = performance.now() + workerData.data * 1_000; performance.now() < endMs; );
