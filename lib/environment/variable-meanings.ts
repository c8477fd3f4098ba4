import { defaultBounds } from '../gate/generator';
import type { variables } from './variables';

/** What each variable is for, and what holds where it is not set. For the documentation: no bundle carries it. */
export const variableMeanings: Readonly<
  Record<keyof typeof variables, { readonly default: string; readonly what: string }>
> = {
  TARGET_URL: { default: 'none: required', what: 'the system under test, without a path: `ws://127.0.0.1:8000`' },
  METRICS_URL: {
    default: 'none: rows that need it are SKIPPED',
    what: "the target's Prometheus endpoint: `http://127.0.0.1:8000/metrics`",
  },
  METRICS_CONNECTIONS: { default: 'the usual names', what: "the target's own name for its open connections" },
  LOAD_TEST_USERS: { default: "the scenario's own", what: 'users, each with one socket at a time' },
  LOAD_TEST_DURATION: { default: "the scenario's own", what: 'how long the load lasts, for a load that has a length' },
  LOAD_TEST_RPS: {
    default: "the scenario's own",
    what: 'requests, broadcasts or messages per second, of all users together, for a load that has a rate',
  },
  LOAD_TEST_ITERATIONS: {
    default: "the scenario's own",
    what: 'what one user does how often, for a load that has no length: connects, pings, rounds or batches',
  },
  LOAD_TEST_MESSAGES: {
    default: "the scenario's own",
    what: 'outputs that each task asks for, every one with a marker of its own',
  },
  LOAD_TEST_VUS: {
    default: 'one for 100 users, at most 40',
    what: 'VUs that share the users; more VUs cost memory, fewer share one event loop',
  },
  CONNECT_RATE: { default: '1000', what: 'connection attempts per second, of all users together' },
  CONNECT_TIMEOUT: { default: '10s', what: 'a socket that is not open by then is timed out' },
  TASK_TIMEOUT: {
    default: '60s; 30s for an HTTP request',
    what: 'a task that is not complete by then is timed out (document 000: 60 s), a message or a request that is not answered has failed',
  },
  ENDPOINTS: {
    default: "the documents' own",
    what: 'paths of HTTP endpoints, by their names: `agent-health=/healthz; agent-analysis=POST /analyse`',
  },
  JWT_SECRET: {
    default: 'none',
    what: 'from it each user gets a token of its own: `sub` is `load-test-user-<n>`, and it outlives the run',
  },
  LOAD_TEST_TOKEN: { default: 'none', what: 'a token that all users share; not looked at beside JWT_SECRET' },
  TOKEN_IN: { default: 'header', what: 'where a token goes: into the header `Authorization`, or into the query' },
  LIMITS: { default: "the documents' own", what: 'bounds of your own: `A02>0.95; task_time:p(95)<2000`' },
  GENERATOR_LAG: { default: `${defaultBounds.lagMs}ms`, what: 'p95 of the generator lag above which a run is INVALID' },
  STRICT: { default: 'false', what: 'a skipped row makes the run INVALID' },
  PARALLELISM: { default: '1', what: 'runners that share this run (k6-operator): sample counts are divided by it' },
  RUN_ID: { default: 'random', what: 'first part of every marker of the run' },
  RESULTS_DIR: {
    default: 'results',
    what: 'where result.json, summary.md and junit.xml go; k6 does not make the folder',
  },
};
