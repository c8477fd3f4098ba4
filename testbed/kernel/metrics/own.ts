import type { Metric } from './metric';

/** The metrics of all sockets. Next to them are prom-client's defaults for the process (CPU, memory, event loop lag). */
export const kernelMetrics: readonly Metric[] = [
  {
    name: 'testbed_open_connections',
    type: 'gauge',
    help: 'WebSockets that are open now.',
    label: 'system',
    read: (stats) => stats.openBySystem,
  },
  {
    name: 'testbed_buffered_bytes',
    type: 'gauge',
    help: 'Bytes sent on WebSockets that the kernel has not taken yet, because clients do not read.',
    read: (stats) => stats.bufferedBytes.total,
  },
  {
    name: 'testbed_worst_buffered_bytes',
    type: 'gauge',
    help: 'The same, of the one WebSocket that is furthest behind.',
    read: (stats) => stats.bufferedBytes.worst,
  },
  {
    name: 'testbed_connections_total',
    type: 'counter',
    help: 'WebSocket upgrades that were answered: accepted (101) or refused (any other status).',
    label: 'result',
    read: (stats) => stats.connections,
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
