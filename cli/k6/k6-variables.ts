/** What to do with a variable of k6. */
export type Decision = { readonly kind: 'passed' } | { readonly kind: 'refused'; readonly why: string };

/**
 * The variables of k6 that come through. They say where figures and logs go, how the machine connects, and by which name k6 goes.
 * Everything else that begins with `K6_` is refused: k6 gains options with each version.
 */
const passed: readonly string[] = [
  // Outputs, and what they read. k6 has no more to say of an extension's variables than their first letters.
  'K6_OUT',
  'K6_CLOUD_*',
  'K6_CSV_*',
  'K6_ELASTICSEARCH_*',
  'K6_INFLUXDB_*',
  'K6_KAFKA_*',
  'K6_OTEL_*',
  'K6_PROMETHEUS_RW_*',
  'K6_STATSD_*',
  'K6_TIMESCALEDB_*',
  'K6_WEB_DASHBOARD*',
  'K6_TRACES_OUTPUT',
  'K6_SUMMARY_EXPORT',
  'K6_SUMMARY_TIME_UNIT',
  'K6_METRIC_SAMPLES_BUFFER_SIZE',
  'K6_TAGS',
  'K6_FEATURES',
  // How the machine connects; the record has their names.
  'K6_DNS',
  'K6_LOCAL_IPS',
  'K6_INSECURE_SKIP_TLS_VERIFY',
  'K6_TLSAUTH',
  'K6_TLS_CIPHER_SUITES',
  'K6_USER_AGENT',
  // What a scenario of one's own may need.
  'K6_BROWSER_*',
  'K6_SECRET_SOURCE*',
  'K6_HANDLE_SUMMARY_TIMEOUT',
  'K6_SETUP_TIMEOUT',
  'K6_TEARDOWN_TIMEOUT',
  // loadmark's own arguments go before these.
  'K6_ADDRESS',
  'K6_AUTO_EXTENSION_RESOLUTION',
  'K6_BINARY_CACHE',
  'K6_BUILD_SERVICE_URL',
  'K6_DEPENDENCIES_MANIFEST',
  'K6_INCLUDE_SYSTEM_ENV_VARS',
  'K6_LOG_FORMAT',
  'K6_LOG_OUTPUT',
  'K6_NO_COLOR',
  'K6_NO_USAGE_REPORT',
  'K6_PROFILING_ENABLED',
  'K6_PROVISION_*',
  'K6_USAGE_REPORT_URL',
];

/** Switches that change a run where they are on. */
const switches: readonly string[] = [
  'K6_LINGER',
  'K6_NEW_MACHINE_READABLE_SUMMARY',
  'K6_NO_CONNECTION_REUSE',
  'K6_NO_COOKIES_RESET',
  'K6_NO_SETUP',
  'K6_NO_TEARDOWN',
  'K6_NO_THRESHOLDS',
  'K6_NO_VU_CONNECTION_REUSE',
  'K6_PAUSED',
  'K6_THROW',
];

/** As Go's strconv.ParseBool reads it. */
const isOff = (value: string): boolean => ['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(value);

const load =
  "would replace the scenario's own load. Options such as --users and --iterations change it and are in the record";
const judgement = "would replace the scenario's own judgement. --limits changes a bound and is in the record";
const requests = 'would change what is sent and what counts as an answer, which the record does not show';
const target = 'would keep requests from the target, or send them to another one. --target says where the load goes';
const evidence = 'would take away what the record is made of';

const reasons: Readonly<Record<string, string>> = {
  K6_VUS: load,
  K6_DURATION: load,
  K6_ITERATIONS: load,
  K6_STAGES: load,
  K6_RPS: load,
  K6_MIN_ITERATION_DURATION: load,
  K6_INSTANCE_SCENARIOS: load,
  K6_NO_SETUP: load,
  K6_NO_TEARDOWN: load,
  K6_PAUSED: 'would make k6 wait for someone who starts it',
  K6_LINGER: 'would keep k6 from ending',
  K6_EXIT_ON_RUNNING: 'would end k6 before the load',
  K6_NO_THRESHOLDS: judgement,
  K6_THRESHOLDS: judgement,
  K6_SUMMARY_MODE: evidence,
  K6_SUMMARY_TREND_STATS: evidence,
  K6_NEW_MACHINE_READABLE_SUMMARY: evidence,
  K6_SYSTEM_TAGS: evidence,
  K6_CONSOLE_OUTPUT: evidence,
  K6_MAX_REDIRECTS: requests,
  K6_THROW: requests,
  K6_BATCH: requests,
  K6_BATCH_PER_HOST: requests,
  K6_DISCARD_RESPONSE_BODIES: requests,
  K6_NO_CONNECTION_REUSE: requests,
  K6_NO_VU_CONNECTION_REUSE: requests,
  K6_NO_COOKIES_RESET: requests,
  K6_HTTP_DEBUG: 'would write every header to the log, tokens too',
  K6_BLACKLIST_IPS: target,
  K6_BLOCK_HOSTNAMES: target,
  K6_HOSTS: target,
  K6_CONFIG: "names a file of options that loadmark does not let k6 read; k6's own variables replace it",
  K6_EXECUTION_SEGMENT: 'is not read by k6, which would run all users. A segment is an option of plain k6',
  K6_EXECUTION_SEGMENT_SEQUENCE: 'is not read by k6, which would run all users. A segment is an option of plain k6',
};

/** Whether a variable comes through. @param name begins with `K6_`. @param value not empty. */
export function decide(name: string, value: string): Decision {
  const isListed = passed.some((form) => (form.endsWith('*') ? name.startsWith(form.slice(0, -1)) : name === form));
  if (isListed || (switches.includes(name) && isOff(value))) return { kind: 'passed' };
  return { kind: 'refused', why: reasons[name] ?? 'is unknown to loadmark, and may change the run' };
}

/** The variables of an environment that k6 itself reads, in the order of their names; loadmark's own are not among them. */
export const passedNames = (environment: Readonly<Record<string, string>>): string[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith('K6_') && !(name in fixed))
    .sort();

/** Always set: k6 sends no usage reports, and does not run another binary in its place. */
export const fixed = { K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' } as const;
