import {
  answering,
  badRequest,
  offByOne,
  oneIsLate,
  sessionByCookie,
  slowHandshake,
  streaming,
  talkative,
  withoutHistory,
} from '../../servers/chat-habits';
import { chatSecret, serveChat } from '../../servers/chat-server';
import { type Row, testRows } from './channels-table';

/** Three messages of each user. */
const brief = { JWT_SECRET: chatSecret, LOAD_TEST_DURATION: '1500ms', LOAD_TEST_RPS: '20', TASK_TIMEOUT: '2s' };

const healthy: readonly Row[] = [
  {
    what: 'a session by cookie',
    serve: () => serveChat(sessionByCookie()),
    scenario: 'pam-auth',
    verdict: 'PASS',
    limits: { 'tokens_let_in{token:expired}': 'PASS' },
  },
  { what: 'a session by cookie', serve: () => serveChat(sessionByCookie()), scenario: 'pam-ws-quick', verdict: 'PASS' },
  { what: '400 for what is no token', serve: () => serveChat(badRequest()), scenario: 'pam-auth', verdict: 'PASS' },
  {
    what: 'handshakes of 60 ms, one after the other',
    serve: () => serveChat(slowHandshake(60)),
    scenario: 'pam-ws-full',
    env: { LOAD_TEST_USERS: '40', LOAD_TEST_DURATION: '3s' },
    verdict: 'PASS',
    limits: { open_sockets: 'PASS' },
  },
  { what: 'answers in parts', serve: () => serveChat(streaming()), scenario: 'pam-ws-quick', verdict: 'PASS' },
  {
    what: 'quotes, repeats and greets',
    serve: () => serveChat(talkative()),
    scenario: 'pam-ws-quick',
    verdict: 'PASS',
    limits: { repeated_markers: 'PASS' },
    says: /each answer comes 4 times/,
  },
  {
    what: 'echoes nothing, and shows histories',
    serve: () => serveChat(answering(() => 'Certainly.')),
    scenario: 'pam-ws-quick',
    verdict: 'PASS',
    limits: { foreign_markers: 'PASS', message_ok: 'PASS' },
  },
  {
    what: 'no history, and answers on their way',
    serve: () => serveChat(withoutHistory()),
    scenario: 'pam-ws-quick',
    verdict: 'PASS',
    says: /histories.*0 of 10 shown/,
    silent: /timed-out|error-answer/,
  },
];

const broken: readonly Row[] = [
  {
    what: 'a session by cookie that takes expired tokens',
    serve: () => serveChat(sessionByCookie({ checksExpiry: false })),
    scenario: 'pam-auth',
    verdict: 'FAIL',
    limits: { 'tokens_let_in{token:expired}': 'FAIL' },
  },
  {
    what: 'the words of the answer before',
    serve: () => serveChat(offByOne()),
    scenario: 'pam-ws-quick',
    verdict: 'FAIL',
    limits: { message_ok: 'FAIL', foreign_markers: 'PASS' },
    says: /the answer to another message: 20/,
  },
  {
    what: 'empty answers',
    serve: () => serveChat(answering(() => '')),
    scenario: 'pam-ws-quick',
    verdict: 'FAIL',
    limits: { message_ok: 'FAIL' },
    says: /an empty answer: 30/,
  },
  {
    what: 'one user is always late',
    serve: () => serveChat(oneIsLate(3200)),
    scenario: 'pam-ws-full',
    env: { LOAD_TEST_USERS: '40', LOAD_TEST_RPS: '80', TASK_TIMEOUT: '10s' },
    verdict: 'FAIL',
    limits: { message_time_median: 'FAIL', message_time: 'PASS', message_ok: 'PASS' },
  },
];

const alone: readonly Row[] = [
  {
    what: 'one user, who cannot show that nothing leaks',
    serve: () => serveChat(),
    scenario: 'pam-ws-quick',
    env: { LOAD_TEST_USERS: '1', LOAD_TEST_RPS: '4' },
    verdict: 'INVALID',
    limits: { foreign_markers: 'NO DATA' },
    says: /a run of one user has none/,
  },
];

testRows('chats of another hand', [...healthy, ...broken, ...alone], brief);
