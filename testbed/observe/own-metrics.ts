import type { Stats } from './stats';

/** A metric of one value, or of one value for each value of a label. */
export type OwnMetric = { readonly name: `testbed_${string}`; readonly help: string } & (
  | { readonly type: 'gauge' | 'counter'; read(stats: Stats): number }
  | { readonly type: 'counter'; readonly label: string; read(stats: Stats): Readonly<Record<string, number>> }
);

/** The testbed's own metrics. Beside them stand prom-client's defaults for the process (CPU, memory, event loop lag). */
export const ownMetrics: readonly OwnMetric[] = [
  {
    name: 'testbed_open_connections',
    type: 'gauge',
    help: 'WebSockets that are open now.',
    read: (stats) => stats.openConnections,
  },
  {
    name: 'testbed_running_tasks',
    type: 'gauge',
    help: 'Tasks that have begun and not ended.',
    read: (stats) => stats.runningTasks,
  },
  {
    name: 'testbed_connections_total',
    type: 'counter',
    help: 'WebSocket upgrades that were answered: accepted (101) or refused (any other status).',
    label: 'result',
    read: (stats) => stats.connections,
  },
  {
    name: 'testbed_tasks_total',
    type: 'counter',
    help: 'Tasks that were completed, cancelled (socket closed first), failed (error event instead), rejected (not begun).',
    label: 'result',
    read: (stats) => stats.tasks,
  },
  {
    name: 'testbed_messages_sent_total',
    type: 'counter',
    help: 'WebSocket messages sent, control frames not counted.',
    read: (stats) => stats.messagesSent,
  },
  {
    name: 'testbed_messages_received_total',
    type: 'counter',
    help: 'WebSocket messages received, control frames not counted.',
    read: (stats) => stats.messagesReceived,
  },
  {
    name: 'testbed_closes_total',
    type: 'counter',
    help: 'WebSockets that closed, by close code; 1006 ended without a Close frame.',
    label: 'code',
    read: (stats) => stats.closes,
  },
];
