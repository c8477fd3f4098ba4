import type { MetricName } from './catalogue';

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
  markers_checked:
    'markers found in messages that say whose they are, own or not: the evidence behind every isolation figure',
  foreign_markers: "markers of another socket's task, or of another run",
  stale_markers: 'markers of an earlier task under the same task id',
  repeated_markers: 'own markers that came more than once',
  reordered_markers: 'own markers that came after a later one',
  lost_markers: 'own markers of a task reported complete that never came',
  late_markers:
    'own markers that came after the completion event, while the socket stays open for them: 2 ms, in ws-isolation 100 ms',
  leak_pairs: 'who got whose marker, two user numbers in one value: examples for the report',
  pings_sent: 'ping messages that were written to the socket',
  pings_answered: 'ping messages that the target answered',
  ping_rate: 'ping messages per second of one socket, from the first send to an empty send buffer',
  ping_send_time: 'mean time of one send call on one socket',
  generator_lag:
    'how late the generator was, which a latency must not contain: per socket the longest wait of a message for its handler, of HTTP the worst of each second and VU with answers and with requests that were due, and from 100 ms on the count of open sockets',
  script_errors: 'exceptions in the script, each of which cost a socket',
  target_memory: "the target's resident memory",
  target_memory_per_connection:
    "growth of the target's resident memory over its value before the load, per open connection",
  target_memory_growth: "growth of the target's resident memory over one batch",
  target_cpu: "the target's CPU time per second of wall time; 1 is one core",
  target_connections: 'connections that the target says are open',
  target_event_loop_lag: "the target's event-loop lag",
  scrapes_failed: "scrapes of the target's metrics endpoint that failed",
  requests: 'HTTP requests of the load, those among them that were due and never sent',
  answer_ok: 'HTTP requests that were answered with an expected status',
  clean_failure: 'HTTP requests that were answered as expected or refused cleanly (429 or 503)',
  served:
    'HTTP requests that were answered with an expected status within the length of the load, from the first answer on',
  requests_failed: 'HTTP requests that were not answered as expected, by what came instead (tag what)',
  requests_unsent: 'requests that were due while those before them were unanswered: failures that were never sent',
  throughput_share: 'expected answers per second at one level of a ladder, as a share of the best level',
  failures: 'sockets that settled otherwise than done or aborted by the script',
  broadcasts_sent: 'broadcasts that were handed to the network',
  delivery_share: 'broadcasts that a receiver got, as a share of those that were sent while it was there',
  delivery_time: "from the broadcaster's send to the receipt by one receiver, on one clock",
  message_ok:
    'messages that the schedule asked for on a socket that had opened, and that were answered within TASK_TIMEOUT',
  messages_due: 'messages that the schedule asked for on sockets that had opened, sent or not',
  messages_answered: 'messages that were answered',
  message_time: 'from the message sent to its answer received',
  tokens_tried: 'attempts to connect with a token of one kind (tag token)',
  tokens_let_in: 'attempts after which a message was answered (tag token)',
  tokens_refused:
    'attempts that were refused for their token: HTTP 401 or 403, or a close with 1008, 4001, 4003, 4401 or 4403 before any answer (tag token)',
  reconnect_time: 'from the end of a connection to the open event of the next',
  recovery_time: 'from the end of a connection to the first broadcast on the next',
  missed_messages: 'broadcasts that were sent while a receiver was away, per reconnect',
  largest_load: 'workers of the largest level of a ladder at which every limit held, twice where the next one broke',
  breaking_load: 'workers of the level at which a limit broke first',
  broke_first:
    'limits that the breaking level did not keep (tag what), and the resource that was used up then (tag resource)',
  target_cpu_excess: "the target's CPU use after the load above what it was before it, in cores",
  target_memory_rise: "peak of the target's resident memory over its value before the load",
  http_reqs: "k6's own: HTTP requests",
  http_req_duration: "k6's own: from the sent request to the end of its answer, without the connect",
  ws_connecting:
    "k6's own: from the dial to the end of the handshake, failures included unless the tag status says 101",
  ws_sessions: "k6's own: connection attempts, failures included unless the tag status says 101",
};
