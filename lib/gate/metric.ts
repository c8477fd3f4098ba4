/** What k6 does with the samples of a metric. */
export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend';

/** Unit in which a metric's samples are given; `share` is 0 to 1. */
export type Unit = 'ms' | 'us' | 'MB' | 'share' | 'count' | '1/s';

/** One metric of the library, as data: the k6 objects, the report's units and the documentation come from it. */
export interface MetricSpec {
  readonly kind: MetricKind;
  readonly unit: Unit;
  /** From what to what it measures, in one line. */
  readonly what: string;
}

/**
 * Every metric that the library itself records. Names that begin like k6's own (`ws_`, `http_req_`, `checks`) are avoided:
 * k6's machine-readable summary moves or drops such names.
 */
export const metrics = {
  connect_ok: {
    kind: 'rate',
    unit: 'share',
    what: 'connection attempts that were opened; a refused or timed out one counts as a failure',
  },
  connect_time: { kind: 'trend', unit: 'ms', what: 'from the call that opens the socket to its open event' },
  connect_time_squares: {
    kind: 'counter',
    unit: 'count',
    what: 'sum of the squares of connect_time, from which the report takes the standard deviation',
  },
  open_sockets: {
    kind: 'counter',
    unit: 'count',
    what: 'sockets that were open at the one instant at which every VU counts',
  },
  task_ok: { kind: 'rate', unit: 'share', what: 'attempted tasks that ended with the completion event' },
  task_time: { kind: 'trend', unit: 'ms', what: 'from the task message sent to the completion event received' },
  outcomes: { kind: 'counter', unit: 'count', what: 'sockets by how they settled (tag outcome)' },
  messages_received: { kind: 'counter', unit: 'count', what: 'messages that the library looked at' },
  markers_checked: {
    kind: 'counter',
    unit: 'count',
    what: 'markers found in messages, own or not: the evidence behind every isolation figure',
  },
  foreign_markers: { kind: 'counter', unit: 'count', what: "markers of another socket's task, or of another run" },
  stale_markers: { kind: 'counter', unit: 'count', what: 'markers of an earlier task under the same task id' },
  repeated_markers: { kind: 'counter', unit: 'count', what: 'own markers that came more than once' },
  reordered_markers: { kind: 'counter', unit: 'count', what: 'own markers that came after a later one' },
  lost_markers: {
    kind: 'counter',
    unit: 'count',
    what: 'own markers of a task reported complete that never came',
  },
  late_markers: { kind: 'counter', unit: 'count', what: 'own markers that came after the completion event' },
  leak_pairs: {
    kind: 'gauge',
    unit: 'count',
    what: 'who got whose marker, two user numbers in one value: examples for the report',
  },
  pings_sent: { kind: 'counter', unit: 'count', what: 'ping messages that were written to the socket' },
  pings_answered: { kind: 'counter', unit: 'count', what: 'ping messages that the target answered' },
  ping_rate: {
    kind: 'trend',
    unit: '1/s',
    what: 'ping messages per second of one socket, from the first send to an empty send buffer',
  },
  ping_send_time: { kind: 'trend', unit: 'us', what: 'mean time of one send call on one socket' },
  generator_lag: {
    kind: 'trend',
    unit: 'ms',
    what: 'longest wait of a received message for its handler, per socket: what the generator adds and a latency must not contain',
  },
  script_errors: { kind: 'counter', unit: 'count', what: 'exceptions in the script, each of which cost a socket' },
  target_memory: { kind: 'trend', unit: 'MB', what: "the target's resident memory" },
  target_memory_per_connection: {
    kind: 'trend',
    unit: 'MB',
    what: "growth of the target's resident memory over its value before the load, per open connection",
  },
  target_memory_growth: { kind: 'trend', unit: 'MB', what: "growth of the target's resident memory over one batch" },
  target_cpu: { kind: 'trend', unit: 'share', what: "the target's CPU time per second of wall time; 1 is one core" },
  target_connections: { kind: 'trend', unit: 'count', what: 'connections that the target says are open' },
  target_event_loop_lag: { kind: 'trend', unit: 'ms', what: "the target's event-loop lag" },
  scrapes_failed: { kind: 'counter', unit: 'count', what: "scrapes of the target's metrics endpoint that failed" },
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof metrics;

/** The counter that stands beside a trend and counts its samples: k6 has no `count` threshold for trends (k6 issue 1312). */
export const samplesOf = <Name extends MetricName>(metric: Name): `${Name}_samples` => `${metric}_samples`;
