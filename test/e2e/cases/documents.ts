import { type Case, type CaseFile, fail, pass } from './case';

/** Fifty requests a second of a hundred users, ten of each tenant, for six seconds: enough to bound a 99th percentile. */
const load = {
  scenario: 'documents-load',
  database: true,
  env: { LOAD_TEST_USERS: '100', LOAD_TEST_DURATION: '6s' },
} as const;

/** Each user asks several times: where some of its answers are errors, it is served all the same. */
const longer = { env: { ...load.env, LOAD_TEST_DURATION: '10s' } };

const healthy: readonly Case[] = [{ what: 'C01 to C09', ...load, ...pass, withinSeconds: 20 }];

const withoutFigures: readonly Case[] = [
  {
    what: 'C07 C08 C09: without the figures of the target',
    ...load,
    unobserved: true,
    limits: { target_cpu_share: 'SKIPPED', target_memory_share: 'SKIPPED', target_database_connections: 'SKIPPED' },
    ...pass,
    withinSeconds: 20,
  },
];

const failing = (row: string, defects: readonly string[], limits: NonNullable<Case['limits']>): Case => ({
  what: `${row}: ${defects.join(', ')}`,
  ...load,
  defects,
  limits,
  ...fail,
  withinSeconds: 30,
});

const documentsRows: readonly Case[] = [
  failing('C02 C06', ['leak-connections=4'], { users_served: 'FAIL', answer_ok: 'FAIL' }),
  { ...failing('C06', ['http-errors=3'], { answer_ok: 'FAIL' }), ...longer },
  failing('C09', ['hoard-connections=100'], { target_database_connections: 'FAIL' }),
  { ...failing('isolation', ['open-policy'], { foreign_markers: 'FAIL' }), ...longer },
  // Who is shown documents of another tenant and asks for one of them does not get it.
  { ...failing('isolation', ['session-tenant=5'], { foreign_markers: 'FAIL', answer_ok: 'FAIL' }), ...longer },
];

/** Times and rates: a busy machine makes them worse, so that nobody could say whose fault they are. */
const inTime: readonly Case[] = [
  {
    // Two connections for 80 ms each are 25 transactions a second, where a hundred users would make fifty.
    ...failing('C01 C04 C05', ['documents-pool=2', 'long-transactions=80'], { served: 'FAIL', response_time: 'FAIL' }),
    env: { ...load.env, LOAD_TEST_RPS: '50' },
  },
  failing('C03', ['long-transactions=250'], { response_time: 'FAIL' }),
  failing('C04 C05', ['slow-documents=2100'], { response_time: 'FAIL' }),
];

/** How soon a target answers that has no core or no memory left hangs on the machine. */
const answeredWhenever = { env: { ...load.env, LIMITS: 'C03<60000; C04<60000; C05<60000' } };

/** A target that is too busy to tell its figures in time tells nothing. */
const figures: readonly Case[] = [
  { ...failing('C07', ['busy-documents=20'], { target_cpu_share: 'FAIL' }), ...answeredWhenever },
  { ...failing('C08', ['keep-documents=100'], { target_memory_share: 'FAIL' }), ...answeredWhenever },
];

export const cases: CaseFile = {
  together: { 'documents, a row broken': documentsRows, 'documents, unobserved': withoutFigures },
  alone: { 'documents, healthy': healthy, 'documents, in time': inTime, 'documents, figures of the target': figures },
};
