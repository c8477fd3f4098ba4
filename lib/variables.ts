/** How the text of an environment variable becomes a value. */
interface Reader<T> {
  /** What is expected, for error messages and the documentation. */
  readonly expects: string;
  /** Undefined where the text is not what is expected. */
  readonly read: (text: string) => T | undefined;
}

/** One environment variable. */
export interface Variable<T> extends Reader<T> {
  readonly what: string;
  /** Shown in the documentation where the default depends on the scenario or there is none. */
  readonly default: string;
  /** Its value never appears in an error, a log or a result. */
  readonly secret?: true;
}

const wholeNumber = (least: number, most: number): Reader<number> => ({
  expects: `a whole number from ${least} to ${most}`,
  read: (text) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
});

const milliseconds: Reader<number> = {
  expects: 'a duration such as 500ms, 30s or 5m',
  read: (text) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
    const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit ?? ''];
    return factor === undefined ? undefined : Number(amount) * factor;
  },
};

const url = (...schemes: string[]): Reader<string> => ({
  expects: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, with a host and no user, query or fragment`,
  read: (text) =>
    new RegExp(`^(?:${schemes.join('|')})://[^/?#@\\s]+(?:/[^?#@\\s]*)?$`, 'i').test(text)
      ? text.replace(/\/+$/, '')
      : undefined,
});

const word = (pattern: RegExp, expects: string): Reader<string> => ({
  expects,
  read: (text) => (pattern.test(text) ? text : undefined),
});

const variable = <T>(reader: Reader<T>, fallback: string, what: string, secret?: true): Variable<T> => ({
  ...reader,
  default: fallback,
  what,
  ...(secret && { secret }),
});

/** Every environment variable that a scenario reads. docs/environment.md is made from this table. */
export const variables = {
  TARGET_URL: variable(
    url('ws', 'wss', 'http', 'https'),
    'none: required',
    'the system under test, without a path: `ws://127.0.0.1:8000`',
  ),
  METRICS_URL: variable(
    url('http', 'https'),
    'none: rows that need it are SKIPPED',
    "the target's Prometheus endpoint: `http://127.0.0.1:8000/metrics`",
  ),
  METRICS_CONNECTIONS: variable(
    word(/^[a-zA-Z_:][\w:]*$/, 'the name of a Prometheus metric'),
    'the usual names',
    "the target's own name for its open connections",
  ),
  LOAD_TEST_USERS: variable(wholeNumber(1, 100_000), "the scenario's own", 'users, each with one socket at a time'),
  LOAD_TEST_ITERATIONS: variable(
    wholeNumber(1, 1_000_000),
    "the scenario's own",
    'what one user does how often: connects, pings, rounds or batches',
  ),
  LOAD_TEST_MESSAGES: variable(
    wholeNumber(1, 10_000),
    "the scenario's own",
    'outputs that each task asks for, every one with a marker of its own',
  ),
  LOAD_TEST_VUS: variable(
    wholeNumber(1, 10_000),
    'one for 25 users, at most 40',
    'VUs that share the users; more VUs cost memory, fewer share one event loop',
  ),
  CONNECT_RATE: variable(wholeNumber(1, 100_000), '1000', 'connection attempts per second, of all users together'),
  CONNECT_TIMEOUT: variable(milliseconds, '10s', 'a socket that is not open by then is timed out'),
  TASK_TIMEOUT: variable(milliseconds, '60s', 'a task that is not complete by then is timed out (document 000: 60 s)'),
  LIMITS: variable(
    word(/\S/, 'bounds separated by semicolons'),
    "the documents' own",
    'bounds of your own: `A02>0.95; task_time:p(95)<2000`',
  ),
  GENERATOR_LAG: variable(milliseconds, '250ms', 'p95 of the generator lag above which a run is INVALID'),
  STRICT: variable(word(/^(true|false)$/, 'true or false'), 'false', 'a skipped row makes the run INVALID'),
  PARALLELISM: variable(
    wholeNumber(1, 10_000),
    '1',
    'runners that share this run (k6-operator): sample counts are divided by it',
  ),
  RUN_ID: variable(
    word(/^[0-9A-Z]{4,12}$/, '4 to 12 of 0-9 and A-Z'),
    'random',
    'first part of every marker of the run',
  ),
  RESULTS_DIR: variable(
    word(/\S/, 'a folder that exists'),
    'results',
    'where result.json, summary.md and junit.xml go; k6 does not make the folder',
  ),
} as const;
