// What your system promises, as data: the verdict, k6's thresholds and the report are made from it.
import type { Limit } from 'loadmark';

/** Every attempt counts, whatever became of it. */
const ofAttempts = { evidence: 'outcomes', minSamples: 'connects' } as const;

export const socketLimits: readonly Limit[] = [
  {
    row: 'S01',
    title: 'connected',
    metric: 'connect_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    ...ofAttempts,
  },
  {
    row: 'S02',
    title: 'finished',
    metric: 'task_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    ...ofAttempts,
  },
  {
    row: 'S03',
    title: 'time to finish p95',
    metric: 'task_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 2000 },
    // Of the tasks that are asked for; one that fails has no time.
    minSamples: { share: 0.5, of: 'tasks' },
  },
  {
    row: 'S04',
    title: "other users' output seen",
    metric: 'foreign_markers',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 'tasks',
    // Output of another user is a fault of the server, however slow the load generator was.
    certain: true,
  },
  {
    row: 'S05',
    title: 'output lost',
    metric: 'lost_markers',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 'tasks',
  },
];

/** Checks of a journey have a limit of their own: all of them hold. */
export const requestLimits: readonly Limit[] = [
  {
    row: 'R01',
    title: 'answered as expected',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 'users',
  },
  {
    row: 'R02',
    title: 'response time p95',
    metric: 'response_time',
    statistic: 'p(95)',
    pass: { op: '<', value: 500 },
    minSamples: 'users',
  },
];
