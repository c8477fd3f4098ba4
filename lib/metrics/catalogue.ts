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

// Named, because every VU of k6 makes what stands here, and an object of its own for each metric would be most of it.
const count = { kind: 'counter', unit: 'count' } as const;
const gauge = { kind: 'gauge', unit: 'count' } as const;
/** Markers of one kind, among all that were looked at. */
const markers = { ...count, countedBy: 'markers_checked' } as const;
const rate = { kind: 'rate', unit: 'share' } as const;
const timeMs = { kind: 'trend', unit: 'ms' } as const;
const memoryMB = { kind: 'trend', unit: 'MB' } as const;
const share = { kind: 'trend', unit: 'share' } as const;
const amount = { kind: 'trend', unit: 'count' } as const;

/**
 * Every metric that limits may refer to. Those that the library records itself come first; names that begin like k6's own (`ws_`, `http_req_`, `checks`) are avoided:
 * k6's machine-readable summary moves or drops such names. What each measures stands in metric-meanings.ts, apart from the bundles.
 */
export const metrics = {
  connect_ok: { ...rate, countedBy: 'outcomes' },
  connect_time: timeMs,
  connect_time_squares: count,
  open_sockets: count,
  task_ok: { ...rate, countedBy: 'outcomes' },
  task_time: { ...timeMs, countedBy: 'outcomes{outcome:done}' },
  outcomes: count,
  messages_received: count,
  markers_checked: count,
  foreign_markers: markers,
  stale_markers: markers,
  repeated_markers: markers,
  reordered_markers: markers,
  lost_markers: markers,
  late_markers: markers,
  leak_pairs: gauge,
  pings_sent: count,
  pings_answered: count,
  ping_rate: { kind: 'trend', unit: '1/s' },
  ping_send_time: { kind: 'trend', unit: 'us' },
  generator_lag: { ...timeMs, countedBy: 'messages_received' },
  script_errors: count,
  target_memory: memoryMB,
  target_memory_per_connection: memoryMB,
  target_memory_growth: memoryMB,
  target_cpu: share,
  target_connections: amount,
  target_event_loop_lag: timeMs,
  scrapes_failed: count,
  requests: count,
  answer_ok: { ...rate, countedBy: 'requests' },
  clean_failure: { ...rate, countedBy: 'requests' },
  served: count,
  requests_unsent: { ...count, countedBy: 'requests' },
  throughput_share: share,
  failures: { ...count, countedBy: 'outcomes' },
  broadcasts_sent: count,
  delivery_share: share,
  delivery_time: timeMs,
  message_ok: { ...rate, countedBy: 'messages_due' },
  messages_due: count,
  messages_answered: count,
  message_time: timeMs,
  tokens_tried: count,
  tokens_let_in: { ...count, countedBy: 'tokens_refused' },
  tokens_refused: count,
  reconnect_time: timeMs,
  recovery_time: timeMs,
  missed_messages: amount,
  largest_load: gauge,
  breaking_load: gauge,
  broke_first: count,
  target_cpu_excess: share,
  target_memory_rise: memoryMB,
  requests_failed: { ...count, countedBy: 'requests' },
  // k6's own, as far as limits refer to them.
  http_reqs: count,
  http_req_duration: { ...timeMs, countedBy: 'http_reqs' },
  ws_connecting: { ...timeMs, countedBy: 'ws_sessions' },
  ws_sessions: count,
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof metrics;

/** The counter that stands beside a trend and counts its samples: k6 has no `count` threshold for trends (k6 issue 1312). */
export const samplesOf = <Name extends MetricName>(metric: Name): `${Name}_samples` => `${metric}_samples`;
