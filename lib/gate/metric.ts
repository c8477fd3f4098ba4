/** What k6 does with the samples of a metric. */
export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend';

/** Unit in which a metric's samples are given; `share` is 0 to 1. */
export type Unit = 'ms' | 'us' | 'MB' | 'share' | 'count' | '1/s';

/** One metric of the library, as data: the k6 objects and the report's units come from it. */
export interface MetricSpec {
  readonly kind: MetricKind;
  readonly unit: Unit;
  /** The counter that shows that it has samples, where that is not the metric itself (a counter) or `<metric>_samples`. */
  readonly countedBy?: string;
}

/**
 * Every metric that limits may refer to. Those that the library records itself come first; names that begin like k6's own (`ws_`, `http_req_`, `checks`) are avoided:
 * k6's machine-readable summary moves or drops such names. What each measures stands in metric-meanings.ts, apart from the bundles.
 */
export const metrics = {
  connect_ok: { kind: 'rate', unit: 'share', countedBy: 'outcomes' },
  connect_time: { kind: 'trend', unit: 'ms' },
  connect_time_squares: { kind: 'counter', unit: 'count' },
  open_sockets: { kind: 'counter', unit: 'count' },
  task_ok: { kind: 'rate', unit: 'share', countedBy: 'outcomes' },
  task_time: { kind: 'trend', unit: 'ms', countedBy: 'outcomes{outcome:done}' },
  outcomes: { kind: 'counter', unit: 'count' },
  messages_received: { kind: 'counter', unit: 'count' },
  markers_checked: { kind: 'counter', unit: 'count' },
  foreign_markers: { kind: 'counter', unit: 'count' },
  stale_markers: { kind: 'counter', unit: 'count' },
  repeated_markers: { kind: 'counter', unit: 'count' },
  reordered_markers: { kind: 'counter', unit: 'count' },
  lost_markers: { kind: 'counter', unit: 'count' },
  late_markers: { kind: 'counter', unit: 'count' },
  leak_pairs: { kind: 'gauge', unit: 'count' },
  pings_sent: { kind: 'counter', unit: 'count' },
  pings_answered: { kind: 'counter', unit: 'count' },
  ping_rate: { kind: 'trend', unit: '1/s' },
  ping_send_time: { kind: 'trend', unit: 'us' },
  generator_lag: { kind: 'trend', unit: 'ms', countedBy: 'messages_received' },
  script_errors: { kind: 'counter', unit: 'count' },
  target_memory: { kind: 'trend', unit: 'MB' },
  target_memory_per_connection: { kind: 'trend', unit: 'MB' },
  target_memory_growth: { kind: 'trend', unit: 'MB' },
  target_cpu: { kind: 'trend', unit: 'share' },
  target_connections: { kind: 'trend', unit: 'count' },
  target_event_loop_lag: { kind: 'trend', unit: 'ms' },
  scrapes_failed: { kind: 'counter', unit: 'count' },
  requests: { kind: 'counter', unit: 'count' },
  answer_ok: { kind: 'rate', unit: 'share', countedBy: 'requests' },
  clean_failure: { kind: 'rate', unit: 'share', countedBy: 'requests' },
  served: { kind: 'counter', unit: 'count' },
  requests_unsent: { kind: 'counter', unit: 'count' },
  throughput_share: { kind: 'trend', unit: 'share' },
  failures: { kind: 'counter', unit: 'count' },
  broadcasts_sent: { kind: 'counter', unit: 'count' },
  delivery_share: { kind: 'trend', unit: 'share' },
  delivery_time: { kind: 'trend', unit: 'ms' },
  message_ok: { kind: 'rate', unit: 'share', countedBy: 'messages_due' },
  messages_due: { kind: 'counter', unit: 'count' },
  messages_answered: { kind: 'counter', unit: 'count' },
  message_time: { kind: 'trend', unit: 'ms' },
  tokens_tried: { kind: 'counter', unit: 'count' },
  tokens_let_in: { kind: 'counter', unit: 'count', countedBy: 'tokens_refused' },
  tokens_refused: { kind: 'counter', unit: 'count' },
  reconnect_time: { kind: 'trend', unit: 'ms' },
  recovery_time: { kind: 'trend', unit: 'ms' },
  missed_messages: { kind: 'trend', unit: 'count' },
  largest_load: { kind: 'gauge', unit: 'count', countedBy: 'served' },
  breaking_load: { kind: 'gauge', unit: 'count' },
  broke_first: { kind: 'counter', unit: 'count' },
  target_cpu_excess: { kind: 'trend', unit: 'share' },
  target_memory_rise: { kind: 'trend', unit: 'MB' },
  // k6's own, as far as limits refer to them.
  http_reqs: { kind: 'counter', unit: 'count' },
  http_req_duration: { kind: 'trend', unit: 'ms', countedBy: 'http_reqs' },
  ws_connecting: { kind: 'trend', unit: 'ms', countedBy: 'ws_sessions' },
  ws_sessions: { kind: 'counter', unit: 'count' },
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof metrics;

/** The counter that stands beside a trend and counts its samples: k6 has no `count` threshold for trends (k6 issue 1312). */
export const samplesOf = <Name extends MetricName>(metric: Name): `${Name}_samples` => `${metric}_samples`;
