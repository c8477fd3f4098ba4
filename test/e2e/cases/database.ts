import { type Case, type CaseFile, fail, pass, warning } from './case';

/** On the testbed's PostgreSQL, whose own figures are not the testbed's. */
const on = { database: true, unobserved: true } as const;
const pool = { ...on, scenario: 'db-pool-saturation' };
const writes = { ...on, scenario: 'db-write-heavy' };
const joins = { ...on, scenario: 'db-complex-query' };
/** Two thousand queries instead of ten thousand. */
const mix = { ...on, scenario: 'db-mix', env: { LOAD_TEST_ITERATIONS: '40' } };
/** Where each of them waits. */
const slowMix = { ...on, scenario: 'db-mix', env: { LOAD_TEST_ITERATIONS: '4' } };
/** With users who have a token, as the document's stress test has them, for seconds instead of five minutes. */
const both = {
  ...on,
  scenario: 'combined',
  env: { JWT_SECRET: 'testbed-secret', LOAD_TEST_DURATION: '3s', LOAD_TEST_USERS: '50' },
};

/** Counts, which no busy machine changes. */
const databaseRows: readonly Case[] = [
  {
    what: 'C10: two connections instead of twenty',
    ...fail,
    ...pool,
    defects: ['connection-limit'],
    limits: {
      'served{name:half-second}': 'FAIL',
      'requests_failed{what:no free connection}': 'FAIL',
      'answer_ok{name:afterwards}': 'FAIL',
    },
  },
  {
    what: 'C10: a transaction that was left open holds them all up',
    ...fail,
    ...pool,
    defects: ['stuck-lock'],
    limits: { 'served{name:half-second}': 'FAIL', 'clean_failure{name:half-second}': 'FAIL' },
  },
  {
    what: 'C10: each of them takes two seconds more',
    ...fail,
    ...pool,
    defects: ['slow-statements=2000'],
    limits: { 'response_time{name:half-second}': 'FAIL', 'served{name:half-second}': 'FAIL' },
  },
  {
    what: 'C11: batches fail',
    ...fail,
    ...writes,
    defects: ['failing-writes=500'],
    limits: { answer_ok: 'FAIL', rows_torn: 'PASS' },
  },
  {
    what: 'C11: a batch loses rows',
    ...fail,
    ...writes,
    defects: ['lost-batch'],
    limits: { rows_lost: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'C11: rows are written twice',
    ...fail,
    ...writes,
    defects: ['repeat-batch'],
    limits: { rows_repeated: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'D06: a policy lacks the tenant',
    ...fail,
    ...mix,
    defects: ['open-policy'],
    limits: { foreign_rows: 'FAIL', answer_ok: 'PASS' },
  },
  {
    // Fewer workers: each refusal is a handshake that the server and k6 compute for.
    what: 'D07: the role may have two connections',
    ...fail,
    ...on,
    scenario: 'db-mix',
    env: { LOAD_TEST_USERS: '10', LOAD_TEST_ITERATIONS: '10' },
    defects: ['connection-limit'],
    limits: { answer_ok: 'FAIL' },
  },
  {
    what: 'D07: an update overwrites another',
    ...fail,
    ...mix,
    defects: ['lost-update'],
    limits: { updates_lost: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'D07: rows are lost',
    ...fail,
    ...mix,
    defects: ['lost-batch=20'],
    limits: { rows_lost: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'D08: a policy lacks the tenant',
    ...fail,
    ...both,
    defects: ['open-policy'],
    limits: { foreign_rows: 'FAIL', answer_ok: 'PASS', message_time: 'PASS' },
  },
];

/** Times and rates: a busy machine makes them worse, so that nobody could say whose fault they are. */
const inTime: readonly Case[] = [
  {
    what: 'C11: writing is slow',
    ...fail,
    ...writes,
    env: { LOAD_TEST_USERS: '20' },
    defects: ['slow-writes=30'],
    limits: { write_rate: 'FAIL', rows_lost: 'PASS' },
  },
  {
    what: 'C12: one tenant holds everything',
    ...fail,
    ...joins,
    defects: ['one-tenant'],
    limits: { response_time: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'C12: every statement waits',
    ...fail,
    ...joins,
    defects: ['slow-statements=1000'],
    limits: { response_time: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'D06: every statement waits',
    ...fail,
    ...slowMix,
    defects: ['slow-statements=300'],
    limits: { response_time: 'FAIL', client_time: 'FAIL', answer_ok: 'PASS', foreign_rows: 'PASS' },
  },
  {
    what: 'D08: the sockets answer late',
    ...fail,
    ...both,
    defects: ['slow-response=3500'],
    limits: { message_time: 'FAIL', message_time_median: 'FAIL', response_time: 'PASS' },
  },
  {
    what: 'D08: the database answers late',
    ...fail,
    ...both,
    defects: ['slow-statements=300'],
    limits: { response_time: 'FAIL', client_time: 'FAIL', message_time: 'PASS' },
  },

  { what: 'C10', ...pass, ...pool },
  { what: 'C11', ...pass, ...writes },
  { what: 'C12', ...pass, ...joins },
  { what: 'D06 D07', ...pass, ...mix },
  { what: 'D08', ...pass, ...both },
  {
    what: 'D07: one statement in sixty fails',
    ...warning,
    ...mix,
    // The rows that a run makes first are five.
    defects: ['failing-writes=6'],
    limits: { answer_ok: 'WARNING', rows_lost: 'PASS' },
  },
  {
    what: 'D06: statements wait a little',
    ...warning,
    ...on,
    scenario: 'db-mix',
    env: { LOAD_TEST_USERS: '10', LOAD_TEST_ITERATIONS: '20' },
    // A statement that looks for a document and then reads it waits twice.
    defects: ['slow-statements=60'],
    limits: { response_time: 'WARNING', client_time: 'PASS' },
  },
];

export const cases: CaseFile = {
  together: { 'the database, a row broken': databaseRows },
  alone: { database: inTime },
};
