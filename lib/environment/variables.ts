/** How the text of an environment variable becomes a value. */
export interface Variable<T> {
  /** What is expected, for error messages and the documentation. */
  readonly expects: string;
  /** Undefined where the text is not what is expected. */
  readonly read: (text: string) => T | undefined;
  /** Its value never appears in an error, a log or a result. */
  readonly secret?: true;
}

const wholeNumber = (least: number, most: number): Variable<number> => ({
  expects: `a whole number from ${least} to ${most}`,
  read: (text) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
});

/** k6 has no room for much longer ones. */
const dayMs = 24 * 3_600_000;

const milliseconds: Variable<number> = {
  expects: 'a duration such as 500ms, 30s or 5m, from 1ms to 24h',
  read: (text) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
    const durationMs = Number(amount) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit ?? ''] ?? Number.NaN);
    return durationMs >= 1 && durationMs <= dayMs ? durationMs : undefined;
  },
};

const url = (...schemes: string[]): Variable<string> => ({
  expects: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, with a host and no user, query or fragment`,
  read: (text) =>
    new RegExp(`^(?:${schemes.join('|')})://[^/?#@\\s]+(?:/[^?#@\\s]*)?$`, 'i').test(text)
      ? text.replace(/\/+$/, '')
      : undefined,
});

/** @param matches is a function because in k6 a regular expression takes 2 KB of every VU. */
const word = (matches: (text: string) => boolean, expects: string): Variable<string> => ({
  expects,
  read: (text) => (matches(text) ? text : undefined),
});

const isWritten = (text: string): boolean => text.trim() !== '';

const oneOf = (...words: readonly string[]): Variable<string> =>
  word((text) => words.includes(text), words.join(' or '));

/** Where a request goes instead; without a method it keeps its own. */
export interface EndpointOverride {
  readonly method: 'GET' | 'POST' | undefined;
  readonly path: string;
}

const endpoints: Variable<ReadonlyMap<string, EndpointOverride>> = {
  expects:
    'names of endpoints with their paths, separated by semicolons: `agent-health=/healthz; agent-analysis=POST /analyse`',
  read(text) {
    const entries = text
      .split(';')
      .filter((entry) => entry.trim() !== '')
      .map((entry) => /^\s*([\w-]+)\s*=\s*(?:(GET|POST)\s+)?(\/[^\s?#]*)\s*$/.exec(entry));
    if (entries.length === 0 || entries.includes(null)) return undefined;
    return new Map(
      entries.map((entry) => {
        const [, name = '', method, path = ''] = entry ?? [];
        return [name, { method: method as EndpointOverride['method'], path }];
      }),
    );
  },
};

/** Every environment variable that a scenario reads. docs/environment.md is made from this table and variable-meanings.ts. */
export const variables = {
  TARGET_URL: url('ws', 'wss', 'http', 'https'),
  METRICS_URL: url('http', 'https'),
  METRICS_CONNECTIONS: word((text) => /^[a-zA-Z_:][\w:]*$/.test(text), 'the name of a Prometheus metric'),
  LOAD_TEST_USERS: wholeNumber(1, 100_000),
  LOAD_TEST_DURATION: milliseconds,
  LOAD_TEST_RPS: wholeNumber(1, 1_000_000),
  LOAD_TEST_ITERATIONS: wholeNumber(1, 1_000_000),
  LOAD_TEST_MESSAGES: wholeNumber(1, 10_000),
  LOAD_TEST_VUS: wholeNumber(1, 10_000),
  CONNECT_RATE: wholeNumber(1, 100_000),
  CONNECT_TIMEOUT: milliseconds,
  TASK_TIMEOUT: milliseconds,
  ENDPOINTS: endpoints,
  JWT_SECRET: {
    ...word((text) => text !== '', 'the secret that the server checks tokens with (HS256)'),
    secret: true,
  },
  LOAD_TEST_TOKEN: {
    ...word((text) => /^[\w.~+/=-]+$/.test(text), 'a token: letters, digits and -._~+/= only'),
    secret: true,
  },
  TOKEN_IN: oneOf('header', 'query'),
  LIMITS: word(isWritten, 'bounds separated by semicolons'),
  GENERATOR_LAG: milliseconds,
  STRICT: oneOf('true', 'false'),
  PARALLELISM: wholeNumber(1, 10_000),
  RUN_ID: word((text) => /^[0-9A-Z]{4,12}$/.test(text), '4 to 12 of 0-9 and A-Z'),
  RESULTS_DIR: word(isWritten, 'a folder that exists'),
} as const;
