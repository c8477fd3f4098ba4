// Plain JavaScript, because what makes TypeScript run is only here: on Node 20 a thread inherits it neither from tsx nor from a test runner.
import { workerData } from 'node:worker_threads';

if (workerData.module.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(workerData.module);
