import type { MetricName } from './metric';

/** From what to what each metric measures, in one line. For the documentation: no bundle carries it. */
export const metricMeanings: Readonly<Record<MetricName, string>> = {
  connect_ok: 'connection attempts that were opened; a refused or timed out one counts as a failure',
  connect_time: 'from the call that opens the socket to its open event',
  connect_time_squares: 'sum of the squares of connect_time, from which the report takes the standard deviation',
  open_sockets: 'sockets that were open at the one instant at which every VU counts',
  task_ok: 'attempted tasks that ended with the completion event',
  task_time: 'from the task message sent to the completion event received',
  outcomes: 'sockets by how they settled (tag outcome)',
  messages_received: 'messages that the library looked at',
  markers_checked: 'markers found in messages, own or not: the evidence behind every isolation figure',
  foreign_markers: "markers of another socket's task, or of another run",
  stale_markers: 'markers of an earlier task under the same task id',
  repeated_markers: 'own markers that came more than once',
  reordered_markers: 'own markers that came after a later one',
  lost_markers: 'own markers of a task reported complete that never came',
  late_markers: 'own markers that came after the completion event',
  leak_pairs: 'who got whose marker, two user numbers in one value: examples for the report',
  pings_sent: 'ping messages that were written to the socket',
  pings_answered: 'ping messages that the target answered',
  ping_rate: 'ping messages per second of one socket, from the first send to an empty send buffer',
  ping_send_time: 'mean time of one send call on one socket',
  generator_lag:
    'longest wait of a received message for its handler, per socket: what the generator adds and a latency must not contain',
  script_errors: 'exceptions in the script, each of which cost a socket',
  target_memory: "the target's resident memory",
  target_memory_per_connection:
    "growth of the target's resident memory over its value before the load, per open connection",
  target_memory_growth: "growth of the target's resident memory over one batch",
  target_cpu: "the target's CPU time per second of wall time; 1 is one core",
  target_connections: 'connections that the target says are open',
  target_event_loop_lag: "the target's event-loop lag",
  scrapes_failed: "scrapes of the target's metrics endpoint that failed",
};
