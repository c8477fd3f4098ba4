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
  /** The metric that says how much of the whole its samples are of: a time of what succeeded means little where much failed. */
  readonly restsOn?: string;
}

const count = { kind: 'counter', unit: 'count' } as const;
const gauge = { kind: 'gauge', unit: 'count' } as const;
/** Markers of one kind, among all that were looked at. */
const markers = { ...count, countedBy: 'markers_checked' } as const;
/** Markers of one kind, among the ones that were compared with the habit of the target. */
const habitual = { ...count, countedBy: 'markers_compared' } as const;
const rate = { kind: 'rate', unit: 'share' } as const;
const timeMs = { kind: 'trend', unit: 'ms' } as const;
const memoryMB = { kind: 'trend', unit: 'MB' } as const;
const share = { kind: 'trend', unit: 'share' } as const;
const amount = { kind: 'trend', unit: 'count' } as const;

/**
 * Every metric that limits may refer to, with where the measurement begins and ends: docs/metrics.md is made from these docstrings. The
 * library's own metrics come first, and none of them begins like k6's own (`ws_`, `http_req_`, `checks`): k6's machine-readable summary
 * moves or drops such names.
 */
export const metrics = {
  /**
   * Connection attempts that were opened, and whose user was let in where a dialect has something to say first; a refused
   * or timed out one counts as a failure, and one that the target closed again within 100 ms without a message. Of tasks
   * over HTTP: requests whose answer began with a good status.
   */
  connect_ok: { ...rate, countedBy: 'outcomes' },
  /** From the call that opens the socket to its open event, or until its user is in, of sockets that stayed open. */
  connect_time: { ...timeMs, restsOn: 'connect_ok' },
  /** Sum of the squares of connect_time, from which the report takes the standard deviation. */
  connect_time_squares: count,
  /**
   * Sockets that were open at the one instant at which every VU counts; where users stay to the end, the most that each
   * VU had open at once.
   */
  open_sockets: count,
  /** Attempted tasks that ended with the completion event, and connections of returning clients that heard live broadcasts. */
  task_ok: { ...rate, countedBy: 'outcomes' },
  /**
   * From the task message sent to the completion event received; of a task over HTTP from the request sent to the last
   * byte of its answer.
   */
  task_time: { ...timeMs, countedBy: 'outcomes{outcome:done}', restsOn: 'task_ok' },
  /** Of a task over HTTP: from the request sent to the first byte of its answer. */
  first_byte_time: { ...timeMs, restsOn: 'connect_ok' },
  /** Tasks over HTTP that were refused, by what came instead of an answer (tag what). */
  streams_refused: count,
  /** Sockets, and tasks over HTTP, by how they settled (tag outcome). */
  outcomes: count,
  /** Sockets that the target closed while they were wanted (tag code): `none` for a connection that was cut. */
  target_closes: count,
  /** Messages that the library looked at. */
  messages_received: count,
  /** Markers found in messages that say whose they are, own or not: the evidence behind every isolation figure. */
  markers_checked: count,
  /** Markers checked where another user's, or another channel's, could have come instead: a run of one user has none. */
  foreign_chances: count,
  /**
   * That nothing was heard in the second channel of broadcasts, as where the target refuses its sockets: nothing could leak
   * from one to the other.
   */
  second_channel_silent: count,
  /** Markers of another socket's task, or of another run. */
  foreign_markers: { ...count, countedBy: 'foreign_chances' },
  /** Markers of an earlier task under the same task id. */
  stale_markers: markers,
  /**
   * Markers of tasks that were compared with the habit of the target: how often, and in which order, it says what it
   * was given. Where most tasks of a VU repeat their markers, each in its own way, no habit can be made out.
   */
  markers_compared: count,
  /** How often a marker of a task comes by the habit of the target. */
  marker_habit: gauge,
  /** Own markers that came more often than by the habit of the target, which is once unless most tasks say more. */
  repeated_markers: habitual,
  /** Own markers that came for the first time after a later one; tasks that repeat in another order than by the habit. */
  reordered_markers: habitual,
  /** Markers that users of journeys wrote. */
  markers_written: count,
  /**
   * VUs in which a marker was read where another user's could have come, as a share of those whose users wrote some: 0 says
   * that the isolation of a journey was not looked at.
   */
  markers_read_back: { ...rate, countedBy: 'markers_written' },
  /** Answers to users of journeys whose body was searched for markers of others. */
  answers_searched: count,
  /** Those whose body was not: it was not kept (`discard`), or may show what others wrote (`isPublic`). */
  answers_unsearched: count,
  /** Own markers of a task reported complete that never came, or came less often than by the habit. */
  lost_markers: habitual,
  /**
   * Own markers that came after the completion event, while the socket stays open for them: 2 ms, in ws-isolation 100
   * ms.
   */
  late_markers: habitual,
  /** Who got whose marker, two user numbers in one value: examples for the report. */
  leak_pairs: gauge,
  /** Ping messages that were written to the socket. */
  pings_sent: count,
  /** Ping messages that the target answered. */
  pings_answered: count,
  /** Ping messages per second of one socket, from the first send to an empty send buffer. */
  ping_rate: { kind: 'trend', unit: '1/s' },
  /** Mean time of one send call on one socket. */
  ping_send_time: { kind: 'trend', unit: 'us' },
  /**
   * How late the generator was, which a latency must not contain: per socket the longest wait of a message for its
   * handler, of HTTP the worst of each second and VU with answers and with requests that were due, and from 100 ms on
   * the count of open sockets.
   */
  generator_lag: { ...timeMs, countedBy: 'messages_received' },
  /** Connections that failed because the generator's own machine lacked something (tag what): open files, ports, a route, a name. */
  generator_shortages: count,
  /** That k6 was given other options than the scenario has, which ended the run before the load. */
  options_changed: count,
  /** That what the run had made in the target could not be removed after the load. */
  clean_up_failed: count,
  /** Exceptions in the script, each of which cost a socket. */
  script_errors: count,
  /** The target's resident memory. */
  target_memory: memoryMB,
  /** Growth of the target's resident memory over its value before the load, per open connection. */
  target_memory_per_connection: memoryMB,
  /** Growth of the target's resident memory over one batch. */
  target_memory_growth: memoryMB,
  /** The target's CPU time per second of wall time; 1 is one core. */
  target_cpu: share,
  /** Connections that the target says are open. */
  target_connections: amount,
  /** The target's event-loop lag. */
  target_event_loop_lag: timeMs,
  /** The target's CPU time per second of wall time, as a share of all cores that it may use. */
  target_cpu_share: share,
  /** The target's resident memory, as a share of what it may use. */
  target_memory_share: share,
  /** Connections to its database that the target says are open. */
  target_database_connections: amount,
  /** That the target does not say how many cores it may use, or not its CPU time. */
  target_cores_untold: count,
  /** That the target does not say how much memory it may use. */
  target_memory_limit_untold: count,
  /** That the target does not say how many connections to its database are open. */
  target_database_untold: count,
  /** That the target's endpoint does not report its CPU time, which a limit is about. */
  target_cpu_untold: count,
  /**
   * Loads after which it is known whether the target came to rest, and those whose target does not report its CPU time, of
   * which nobody can know it.
   */
  target_rests: count,
  /** Scrapes that another process answered than the scrape before: the target restarted, or has several workers. */
  target_other_process: count,
  /** Scrapes of the target's metrics endpoint that failed. */
  scrapes_failed: count,
  /** Requests of the load, those among them that were due and never sent. */
  requests: count,
  /** Requests that were answered as expected. */
  answer_ok: { ...rate, countedBy: 'requests' },
  /**
   * From the moment a request was made to the last byte of its expected answer, waiting for a connection, connect and TLS
   * among it (tag name).
   */
  response_time: { ...timeMs, restsOn: 'answer_ok' },
  /**
   * Requests that were answered as expected or refused cleanly: by HTTP 429 or 503, for want of a free connection of the pool, or by a
   * database that has no more connections or is starting.
   */
  clean_failure: { ...rate, countedBy: 'requests' },
  /**
   * Requests that were answered as expected within the length of the load, from the first answer on.
   */
  served: count,
  /**
   * Expected answers per second in the second of the load that had fewest, wherever it begins, from the first answer on;
   * of a load that is shorter than a second in all of it (tags name or level).
   */
  worst_second: { kind: 'trend', unit: '1/s' },
  /**
   * Requests that were under way on average while workers asked (tag level): the sum of their response times by the time
   * that it took.
   */
  in_flight: amount,
  /** Requests of workers that were under way at the same time, at most (tag level). */
  most_in_flight: amount,
  /**
   * Median response time of one client, that is a worker, of at least two expected answers: the greatest is the slowest
   * client's (tags name or level).
   */
  client_time: { ...timeMs, restsOn: 'answer_ok' },
  /** Share of one client's requests that were answered as expected: the least is the worst client's (tags name or level). */
  client_ok: share,
  /** Requests that were due while those before them were unanswered: failures that were never sent. */
  requests_unsent: { ...count, countedBy: 'requests' },
  /** Expected answers per second at one level of a ladder, as a share of the best level. */
  throughput_share: share,
  /** Sockets that settled otherwise than done or aborted by the script. */
  failures: { ...count, countedBy: 'outcomes' },
  /** HTTP calls ahead of sockets, or of tasks over HTTP. */
  before_calls: count,
  /** Those of them that were answered as expected; where one fails, its socket is refused. */
  before_ok: { ...rate, countedBy: 'before_calls' },
  /** From a call ahead of a socket to the last byte of its expected answer, waiting for a connection among it. */
  before_time: { ...timeMs, restsOn: 'before_ok' },
  /** Failed calls, by what came instead of the expected answer (tag what). */
  before_failed: { ...count, countedBy: 'before_calls' },
  /** HTTP calls behind sockets, or behind tasks over HTTP. */
  after_calls: count,
  /** Those of them that were answered as expected. */
  after_ok: { ...rate, countedBy: 'after_calls' },
  /** Failed calls, by what came instead of the expected answer (tag what). */
  after_failed: { ...count, countedBy: 'after_calls' },
  /** Broadcasts of the run's main channel that were handed to the network. */
  broadcasts_sent: count,
  /** HTTP calls of the main channel's broadcaster that were not accepted, by what came instead (tag what). */
  publications_refused: count,
  /**
   * Broadcasts that a receiver got, as a share of the broadcasts sent while it was connected; of a client that comes
   * back, from the first live one that it heard to the last.
   */
  delivery_share: share,
  /** From the broadcaster's send to the receipt by one receiver, on one clock. */
  delivery_time: { ...timeMs, restsOn: 'delivery_share' },
  /** Median of delivery_time of one receiver: the slowest one is not hidden by the others. */
  delivery_time_median: timeMs,
  /**
   * Messages that the schedule asked for on a socket that had opened, and that were answered within TASK_TIMEOUT: where
   * answers hold what was said, each with its own marker.
   */
  message_ok: { ...rate, countedBy: 'messages_due' },
  /** Messages that the schedule asked for on sockets that had opened, sent or not. */
  messages_due: count,
  /** Messages that were answered. */
  messages_answered: count,
  /** Messages that were not answered as they should, by what came instead (tag what). */
  messages_failed: { ...count, countedBy: 'messages_due' },
  /** From the message sent to its answer received, or to the part of it that completes the marker. */
  message_time: { ...timeMs, restsOn: 'message_ok' },
  /** Median of message_time of one user: the slowest one is not hidden by the others. */
  message_time_median: timeMs,
  /** How often the answer to a message came, where most came more than once: the habit of the server. */
  answer_copies: gauge,
  /** Users that asked for their conversation when all was said. */
  histories_asked: count,
  /** Users that were shown it. */
  histories_shown: count,
  /** Attempts to connect with a token of one kind (tag token). */
  tokens_tried: count,
  /** Attempts after which a message was answered (tag token). */
  tokens_let_in: { ...count, countedBy: 'tokens_refused' },
  /**
   * Attempts that were refused for their token: HTTP 401 or 403, or a close with 1008, 3000, 3003, 4001, 4003, 4401 or
   * 4403 before any answer; also HTTP 400 or 422 where the token is missing, malformed or unsigned (tag token).
   */
  tokens_refused: count,
  /** From the end of a connection to the open event of the next. */
  reconnect_time: { ...timeMs, restsOn: 'connect_ok' },
  /**
   * From the end of a connection to the first live broadcast on the next: one that was sent after it had opened. A
   * client that hears none counts with the time that it waited.
   */
  recovery_time: { ...timeMs, restsOn: 'connect_ok' },
  /** Broadcasts between the last one before a reconnect and the first live one after it that were not recalled either. */
  missed_messages: amount,
  /** Workers of the largest level of a ladder at which every limit held, twice where the next one broke. */
  largest_load: gauge,
  /** Workers of the largest level of a ladder that held once, on the way up. */
  climbed_to: gauge,
  /** Workers of the level at which a limit broke first. */
  breaking_load: gauge,
  /**
   * Limits that the breaking level did not keep (tag what), and the resource that was used up then (tag resource).
   */
  broke_first: count,
  /** The target's CPU use after the load above what it was before it, in cores. */
  target_cpu_excess: share,
  /** Peak of the target's resident memory over its value before the load. */
  target_memory_rise: memoryMB,
  /** Answers that pointed elsewhere within the target's scheme and host, and were followed (tag name). */
  redirects_followed: count,
  /** Requests that were not answered as expected, by what came instead (tag what). */
  requests_failed: { ...count, countedBy: 'requests' },
  // Of statements to a database.
  /** Rows that came back to users who may see a part of the rows only, and that say whose they are. */
  rows_checked: count,
  /** Rows of another tenant, or of another user, that came back. */
  foreign_rows: { ...count, countedBy: 'rows_checked' },
  /** Rows that the database has acknowledged, and that were looked for after the load. */
  rows_written: count,
  /** Rows that the database has acknowledged, and that were not there after the load. */
  rows_lost: { ...count, countedBy: 'rows_written' },
  /** Rows that were written once, and were there again after the load. */
  rows_repeated: { ...count, countedBy: 'rows_written' },
  /** Rows of a failed transaction that were there after the load without the others of it. */
  rows_torn: { ...count, countedBy: 'rows_written' },
  /** Updates that added one to a figure, and that the database has acknowledged. */
  updates_made: count,
  /** Those of them that the figure did not have after the load: another update has overwritten them. */
  updates_lost: { ...count, countedBy: 'updates_made' },
  /** Rows written per second, from the first statement of the load to the last answer. */
  write_rate: { kind: 'trend', unit: '1/s' },
  /**
   * Users of journeys that were answered as expected at least once while all users of the load were there: from the end of
   * the ramp on.
   */
  users_served: { ...count, countedBy: 'requests' },
  // Of vector databases.
  /** Vectors that the store has acknowledged, and that were looked for after the load. */
  vectors_written: count,
  /** Those of them that were not there. */
  vectors_lost: { ...count, countedBy: 'vectors_written' },
  /** Vectors that were there after the load and that nobody has stored, or that were stored once and were there twice. */
  vectors_repeated: { ...count, countedBy: 'vectors_written' },
  /** Vectors stored per second, from the first request to the last answer. */
  insert_rate: { kind: 'trend', unit: '1/s' },
  /** Searches that were sent at one instant. */
  searches_at_once: count,
  /** From one instant, at which many searches are sent, to the answer of each that was answered. */
  search_time_at_once: { ...timeMs, restsOn: 'answered_at_once' },
  /** Share of the searches sent at one instant that were answered. */
  answered_at_once: { ...rate, countedBy: 'searches_at_once' },
  /** Share of the nearest vectors that a search has found. Exact search, which compares all vectors, says which they are. */
  recall: share,
  /** Journeys that came to their end: every answer was as expected, and the time was not over before. */
  journey_ok: rate,
  /** Time of a complete journey, without the think time of its user. */
  journey_time: { ...timeMs, restsOn: 'journey_ok' },
  /** Checks of a journey's own that held (tag check). */
  check_ok: rate,
  /** Times that a journey measured itself (tag own). */
  own_time: timeMs,
  /** Amounts that a journey recorded (tag own). */
  own_amount: amount,
  /** What a journey counted (tag own). */
  own_count: count,
  // k6's own, as far as limits refer to them.
  /** k6's own: HTTP requests. */
  http_reqs: count,
  /** k6's own: from the sent request to the end of its answer, without the connect. */
  http_req_duration: { ...timeMs, countedBy: 'http_reqs', restsOn: 'answer_ok' },
  /** k6's own: from the dial to the end of the handshake, failures included unless the tag status says 101. */
  ws_connecting: { ...timeMs, countedBy: 'ws_sessions', restsOn: 'connect_ok' },
  /** k6's own: connection attempts, failures included unless the tag status says 101. */
  ws_sessions: count,
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof metrics;

/** The counter of a trend's samples: k6 has no `count` threshold for trends (k6 issue 1312). */
export const samplesOf = <Name extends MetricName>(metric: Name): `${Name}_samples` => `${metric}_samples`;
