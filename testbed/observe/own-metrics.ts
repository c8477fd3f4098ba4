import type { Stats } from './stats';

/** A metric of one value, of one for each value of a label, or of one for each pair of values of two labels. */
export type OwnMetric = {
  readonly name: `testbed_${string}`;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
} & (
  | { read(stats: Stats): number }
  | { readonly label: string; read(stats: Stats): Values }
  | { readonly labels: readonly [string, string]; read(stats: Stats): Readonly<Record<string, Values>> }
);

/** By value of a label. */
export type Values = Readonly<Record<string, number>>;

/** The testbed's own metrics. Beside them stand prom-client's defaults for the process (CPU, memory, event loop lag). */
export const ownMetrics: readonly OwnMetric[] = [
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
    name: 'testbed_running_tasks',
    type: 'gauge',
    help: 'Tasks that have begun and not ended.',
    read: (stats) => stats.runningTasks,
  },
  {
    name: 'testbed_graph_requests_in_work',
    type: 'gauge',
    help: 'Requests to the graph API that were admitted and not answered.',
    read: (stats) => stats.requestsInWork,
  },
  {
    name: 'testbed_agent_requests_in_work',
    type: 'gauge',
    help: 'Requests to the agent API that have come and were not answered.',
    read: (stats) => stats.agentRequestsInWork,
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
    name: 'testbed_broadcasts_total',
    type: 'counter',
    help: 'Broadcasts accepted, from clients and over HTTP.',
    read: (stats) => stats.broadcast.accepted,
  },
  {
    name: 'testbed_broadcast_deliveries_total',
    type: 'counter',
    help: 'Broadcasts sent to a receiver, counted once for each.',
    read: (stats) => stats.broadcast.deliveries,
  },
  {
    name: 'testbed_broadcast_receivers_cut_off_total',
    type: 'counter',
    help: 'Receivers that were disconnected because they were too far behind.',
    read: (stats) => stats.broadcast.cutOff,
  },
  {
    name: 'testbed_graph_requests_total',
    type: 'counter',
    help: 'Graph API requests: answered (200), invalid (400, 404), refused (503, overload), abandoned (the client went away first).',
    label: 'result',
    read: (stats) => stats.graph,
  },
  {
    name: 'testbed_pam_messages_total',
    type: 'counter',
    help: "Messages to PAM's assistant: answered, rejected (error instead), abandoned (socket closed first).",
    label: 'result',
    read: (stats) => stats.pam,
  },
  {
    name: 'testbed_unauthorized_total',
    type: 'counter',
    help: 'WebSocket upgrades that were refused with 401, by what was wrong with the token.',
    label: 'token',
    read: (stats) => stats.unauthorized,
  },
  {
    name: 'testbed_agent_requests_total',
    type: 'counter',
    help: 'Agent API requests, by HTTP status of the answer; abandoned: the client went away first.',
    labels: ['endpoint', 'status'],
    read: (stats) => stats.agent,
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
