import { parentPort } from 'node:worker_threads';
import { type Job, jobs } from './jobs';

// One job after the other: the thread that asks sends the next when it has the answer.
parentPort?.on('message', ({ kind, instanceId }: Job) => parentPort?.postMessage(jobs[kind](instanceId)));
