import { createSigner } from 'fast-jwt';
import { type Case, type CaseFile, fail, invalid, pass, warning } from './case';

/** What the testbed signs its tokens with, and a second instead of the document's one to ten minutes. */
const brief = { JWT_SECRET: 'testbed-secret', LOAD_TEST_DURATION: '1s' };

const sharedToken = createSigner({ key: brief.JWT_SECRET, expiresIn: '1h' })({ sub: 'load-test-user' });

const healthyPam: readonly Case[] = [
  { what: 'D01', scenario: 'pam-ws-quick', env: brief, ...pass },
  {
    what: 'D02 D03 D04',
    scenario: 'pam-ws-full',
    env: brief,
    limits: { ws_sessions: 'REPORTED', messages_answered: 'REPORTED' },
    ...pass,
  },
  { what: 'D05', scenario: 'pam-ws-stress', env: { ...brief, TOKEN_IN: 'query' }, ...pass },
  { what: 'D05', scenario: 'pam-auth', env: brief, ...pass },
];

/** Every row warns at a mild defect and fails at its worse brother. How many are let in, and what they are told, no busy machine changes. */
const pamRows: readonly Case[] = [
  {
    what: 'D01: loses answers',
    scenario: 'pam-ws-quick',
    defects: ['lose-response'],
    env: { ...brief, TASK_TIMEOUT: '1s' },
    limits: { message_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'D02: holds 93',
    scenario: 'pam-ws-full',
    defects: ['connection-cap=93'],
    env: brief,
    limits: { open_sockets: 'WARNING', connect_ok: 'WARNING' },
    ...warning,
  },
  {
    what: 'D02: holds 45',
    scenario: 'pam-ws-full',
    defects: ['connection-cap=45'],
    env: brief,
    limits: { open_sockets: 'FAIL', connect_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'D03: answers after more than three seconds',
    scenario: 'pam-ws-full',
    defects: ['slow-response=3200'],
    env: brief,
    limits: { message_time: 'FAIL', message_time_median: 'FAIL', message_ok: 'PASS' },
    ...fail,
  },
  {
    what: 'D04: refuses 7 of 100',
    scenario: 'pam-ws-full',
    defects: ['refuse-some=7'],
    env: brief,
    limits: { open_sockets: 'WARNING', connect_ok: 'WARNING' },
    ...warning,
  },
  {
    what: 'D04: refuses 12 of 100',
    scenario: 'pam-ws-full',
    defects: ['refuse-some=12'],
    env: brief,
    limits: { open_sockets: 'WARNING', connect_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'D04: sends answers to another user as well',
    scenario: 'pam-ws-full',
    defects: ['leak-response'],
    env: brief,
    limits: { foreign_markers: 'FAIL', message_ok: 'PASS' },
    ...fail,
  },
  {
    what: "D04: shows another user's words in a history",
    scenario: 'pam-ws-full',
    defects: ['leak-history'],
    env: { ...brief, LOAD_TEST_USERS: '10' },
    limits: { foreign_markers: 'FAIL', message_ok: 'PASS' },
    ...fail,
  },
  {
    what: 'D04: repeats answers',
    scenario: 'pam-ws-full',
    defects: ['repeat-response'],
    env: { ...brief, LOAD_TEST_USERS: '10' },
    limits: { repeated_markers: 'FAIL', message_ok: 'PASS' },
    ...fail,
  },
  {
    // It freezes when its ten users have connected.
    what: 'D01: freezes for longer than an answer may take',
    scenario: 'pam-ws-quick',
    defects: ['freeze=5000'],
    env: { ...brief, TASK_TIMEOUT: '1s' },
    limits: { connect_ok: 'PASS', open_sockets: 'PASS', message_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'D05: refuses 7 of 100',
    scenario: 'pam-ws-stress',
    defects: ['refuse-some=7'],
    env: brief,
    limits: { open_sockets: 'PASS', connect_ok: 'WARNING' },
    ...warning,
  },
  {
    what: 'D05: holds 45',
    scenario: 'pam-ws-stress',
    defects: ['connection-cap=45'],
    env: brief,
    limits: { open_sockets: 'FAIL', connect_ok: 'FAIL' },
    ...fail,
  },
];

/** Half a second below the bound of a FAIL. */
const pamDelays: readonly Case[] = [
  {
    what: 'D01: answers after two seconds and a half',
    scenario: 'pam-ws-quick',
    defects: ['slow-response=2500'],
    env: brief,
    limits: { message_time: 'WARNING' },
    ...warning,
  },
  {
    what: 'D03: answers after two seconds and a half',
    scenario: 'pam-ws-full',
    defects: ['slow-response=2500'],
    env: brief,
    limits: { message_time: 'WARNING', message_ok: 'PASS' },
    ...warning,
  },
];

/** Who is let in, and what stands for that. */
const pamTokens: readonly Case[] = [
  {
    what: 'D05: takes expired tokens',
    scenario: 'pam-auth',
    defects: ['accept-expired-token'],
    env: brief,
    limits: { 'tokens_let_in{token:expired}': 'FAIL' },
    ...fail,
  },
  {
    what: 'D05: takes forged tokens',
    scenario: 'pam-auth',
    defects: ['accept-forged-token'],
    env: brief,
    limits: { 'tokens_let_in{token:forged}': 'FAIL', 'tokens_let_in{token:unsigned}': 'FAIL' },
    ...fail,
  },
  {
    what: 'D05: takes nobody for somebody',
    scenario: 'pam-auth',
    defects: ['accept-missing-token'],
    env: brief,
    limits: { 'tokens_let_in{token:missing}': 'FAIL' },
    ...fail,
  },
  {
    what: 'refuses everybody for another reason: that is no refusal of bad tokens',
    scenario: 'pam-auth',
    defects: ['refuse=503'],
    env: brief,
    limits: { 'tokens_let_in{token:valid}': 'FAIL' },
    ...fail,
  },
  {
    what: 'nothing listens',
    scenario: 'pam-auth',
    nothingListens: true,
    unobserved: true,
    env: brief,
    limits: { 'tokens_let_in{token:valid}': 'FAIL' },
    ...fail,
  },
  {
    what: 'a secret that is not the one of the server',
    scenario: 'pam-ws-quick',
    env: { ...brief, JWT_SECRET: 'another' },
    limits: { connect_ok: 'FAIL', open_sockets: 'FAIL', message_ok: 'NO DATA' },
    ...fail,
  },
  {
    what: 'a shared token: no expired one can be made of it',
    scenario: 'pam-auth',
    env: { LOAD_TEST_TOKEN: sharedToken },
    limits: { 'tokens_let_in{token:valid}': 'PASS', 'tokens_let_in{token:expired}': 'SKIPPED' },
    ...pass,
  },
  { what: 'no token at all', scenario: 'pam-ws-quick', env: { LOAD_TEST_DURATION: '1s' }, ...invalid, k6ExitCode: 107 },
];

export const cases: CaseFile = {
  together: { 'PAM, tokens': pamTokens, 'PAM, healthy': healthyPam, 'PAM, a row broken': pamRows },
  alone: { 'PAM, between its tiers': pamDelays },
};
