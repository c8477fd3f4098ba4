import type { Metric } from '../kernel/metrics/metric';

export const taskMetrics: readonly Metric[] = [
  {
    name: 'testbed_running_tasks',
    type: 'gauge',
    help: 'Tasks that have begun and not ended.',
    read: (stats) => stats.runningTasks,
  },
  {
    name: 'testbed_tasks_total',
    type: 'counter',
    help: 'Tasks that were completed, cancelled (socket closed first), failed (error event instead), rejected (not begun).',
    label: 'result',
    read: (stats) => stats.tasks,
  },
];
