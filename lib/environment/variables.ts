import { millisecondsIn } from './duration';
import { type IndexOptions, readIndexOptions } from './index-options';

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
    const durationMs = millisecondsIn(text);
    return durationMs !== undefined && durationMs >= 1 && durationMs <= dayMs ? durationMs : undefined;
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

const metricName = word((text) => /^[a-zA-Z_:][\w:]*$/.test(text), 'the name of a Prometheus metric');

const oneOf = (...words: readonly string[]): Variable<string> =>
  word((text) => words.includes(text), words.join(' or '));

/** Where a request goes instead; without a method or a body it keeps its own. */
export interface EndpointOverride {
  readonly method: 'GET' | 'POST' | undefined;
  /** With its query, where it has one. */
  readonly path: string;
  /** JSON. */
  readonly body: string | undefined;
}

const endpoints: Variable<ReadonlyMap<string, EndpointOverride>> = {
  expects:
    'names of endpoints with their paths, separated by semicolons: `graph-search=/q?text=a$n; agent-analysis=POST /analyse {"id":"7"}`',
  read(text) {
    // A body may have a semicolon; a name and an equals sign behind it are another entry.
    const entries = text
      .split(/;(?=\s*(?:[\w-]+\s*=|;|$))/)
      .filter((entry) => entry.trim() !== '')
      .map((entry) => /^\s*([\w-]+)\s*=\s*(?:(GET|POST)\s+)?(\/[^\s#]*)(?:\s+([{[].*[}\]]))?\s*$/s.exec(entry));
    if (
      entries.length === 0 ||
      !entries.every((entry) => entry && isJson(entry[4]) && !(entry[2] === 'GET' && entry[4]))
    )
      return undefined;
    return new Map(
      entries.map((entry) => {
        const [, name = '', method, path = '', body] = entry ?? [];
        return [name, { method: method as EndpointOverride['method'], path, body }];
      }),
    );
  },
};

/** Whether it is JSON, or not there. */
function isJson(text = 'null'): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const indexOptions: Variable<IndexOptions> = {
  expects: 'none, or some of m, ef_construction and ef_search: `m=8 ef_construction=32 ef_search=100`',
  read: readIndexOptions,
};

/** Every environment variable that a scenario reads. docs/environment.md is made from this table and its docstrings. */
export const variables = {
  /**
   * The system under test, without a path: `ws://127.0.0.1:8000`.
   * @default none: required
   */
  TARGET_URL: url('ws', 'wss', 'http', 'https'),
  /**
   * The database under test: `postgres://user:password@host:port/database`.
   * @default none: required by scenarios of a database
   */
  DATABASE_URL: {
    ...word(
      (text) => /^postgres(?:ql)?:\/\/[^\s]+$/.test(text),
      'a URL such as postgres://user:password@host:5432/database',
    ),
    secret: true,
  },
  /**
   * The target's Prometheus endpoint: `http://127.0.0.1:8000/metrics`.
   * @default none: rows that need it are SKIPPED
   */
  METRICS_URL: url('http', 'https'),
  /**
   * The target's own name for its open connections.
   * @default the usual names
   */
  METRICS_CONNECTIONS: metricName,
  /**
   * The target's own name for its open connections to its database.
   * @default the usual names
   */
  METRICS_DATABASE_CONNECTIONS: metricName,
  /**
   * Users, each with one socket at a time.
   * @default the scenario's own
   */
  LOAD_TEST_USERS: wholeNumber(1, 100_000),
  /**
   * How long the load lasts, for a load that has a length.
   * @default the scenario's own
   */
  LOAD_TEST_DURATION: milliseconds,
  /**
   * Requests, journeys, broadcasts or messages per second, of all users together, for a load that has a rate.
   * @default the scenario's own
   */
  LOAD_TEST_RPS: wholeNumber(1, 1_000_000),
  /**
   * What one user does how often, for a load that has no length: connects, pings, rounds or batches.
   * @default the scenario's own
   */
  LOAD_TEST_ITERATIONS: wholeNumber(1, 1_000_000),
  /**
   * Outputs that each task asks for, every one with a marker of its own.
   * @default the scenario's own
   */
  LOAD_TEST_MESSAGES: wholeNumber(1, 10_000),
  /**
   * VUs that share the users; more VUs cost memory, fewer share one event loop.
   * @default one for 100 users, at most 40
   */
  LOAD_TEST_VUS: wholeNumber(1, 10_000),
  /**
   * Connection attempts per second, of all users together.
   * @default 1000
   */
  CONNECT_RATE: wholeNumber(1, 100_000),
  /**
   * A socket that is not open by then is timed out.
   * @default 10s
   */
  CONNECT_TIMEOUT: milliseconds,
  /**
   * A task that is not complete by then is timed out (document 000: 60 s), a message or a request that is not answered
   * has failed.
   * @default 60s; 30s for an HTTP request
   */
  TASK_TIMEOUT: milliseconds,
  /**
   * Paths, methods and bodies of HTTP endpoints, by their names: `graph-search=/q?text=a$n; agent-analysis=POST /analyse {"id":"7"}`.
   * A path without a query keeps the document's. `$n` is the number of the request, `$id` an id that the target's search
   * has listed before the load.
   * @default the documents' own
   */
  ENDPOINTS: endpoints,
  /**
   * From it each user gets a token of its own: `sub` is `load-test-<RUN_ID>-user-<n>`, and it outlives the run.
   * @default none
   */
  JWT_SECRET: {
    ...word((text) => text !== '', 'the secret that the server checks tokens with (HS256)'),
    secret: true,
  },
  /**
   * A token that all users share; ignored where JWT_SECRET is set.
   * @default none
   */
  LOAD_TEST_TOKEN: {
    ...word((text) => /^[\w.~+/=-]+$/.test(text), 'a token: letters, digits and -._~+/= only'),
    secret: true,
  },
  /**
   * Where a token goes: into the header `Authorization`, or into the query.
   * @default header
   */
  TOKEN_IN: oneOf('header', 'query'),
  /**
   * The vector database: `postgres://…` for PostgreSQL with pgvector, `http://…` for Weaviate and Chroma.
   * @default none: scenarios of vectors need it
   */
  VECTORS_URL: {
    expects: 'a URL that begins with postgres://, postgresql://, http:// or https://, with a host',
    read: (text) =>
      /^(?:postgres(?:ql)?|https?):\/\/[^/?#\s]+(?:[/?]\S*)?$/i.test(text) ? text.replace(/\/+$/, '') : undefined,
    secret: true,
  } as Variable<string>,
  /**
   * What VECTORS_URL is: pgvector, weaviate or chroma.
   * @default pgvector for a URL of PostgreSQL
   */
  VECTOR_STORE: oneOf('pgvector', 'weaviate', 'chroma'),
  /**
   * How the index of vectors is built and searched, where the store's own way is not meant: `m=8 ef_construction=32 ef_search=100`,
   * or `none` for no index. What is not named is the store's own.
   * @default pgvector: m=8 ef_construction=32; others: the store's own
   */
  VECTOR_INDEX: indexOptions,
  /**
   * How many vectors are searched.
   * @default the scenario's own
   */
  VECTOR_COUNT: wholeNumber(1, 100_000_000),
  /**
   * The vectors that are searched stay in the store, in a collection named after them, for the next run.
   * @default false: a run removes what it has made
   */
  KEEP_VECTORS: oneOf('true', 'false'),
  /**
   * Where Weaviate listens for gRPC: `127.0.0.1:50051`.
   * @default port 50051 of the host of VECTORS_URL
   */
  VECTORS_GRPC: word((text) => /^[^\s/@]+:\d{1,5}$/.test(text), 'a host and a port, such as 127.0.0.1:50051'),
  /**
   * Key of a vector database that is asked over HTTP or gRPC.
   * @default none
   */
  VECTORS_KEY: {
    ...word((text) => /^[\w.~+/=-]+$/.test(text), 'a key: letters, digits and -._~+/= only'),
    secret: true,
  },
  /**
   * Bounds of your own: `A02>0.95; task_time:p(95)<2000`.
   * @default the documents' own
   */
  LIMITS: word(isWritten, 'bounds separated by semicolons'),
  /**
   * P95 of the generator lag above which a run is INVALID.
   * @default 250ms
   */
  GENERATOR_LAG: milliseconds,
  /**
   * A skipped row makes the run INVALID.
   * @default false
   */
  STRICT: oneOf('true', 'false'),
  /**
   * Runners that share this run (k6-operator): sample counts are divided by it.
   * @default 1
   */
  PARALLELISM: wholeNumber(1, 10_000),
  /**
   * First part of every marker of the run.
   * @default random
   */
  RUN_ID: word((text) => /^[0-9A-Z]{4,12}$/.test(text), '4 to 12 of 0-9 and A-Z'),
  /**
   * Where result.json, summary.md and junit.xml go; k6 does not make the folder.
   * @default the current folder; with `loadmark run` a folder of its own below results
   */
  RESULTS_DIR: word(isWritten, 'a folder that exists'),
} as const;
