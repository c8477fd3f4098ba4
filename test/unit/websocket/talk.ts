import { afterEach, beforeEach, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { SocketLoad } from '../../../lib/load/sockets';
import { answerHabits } from '../../../lib/websocket/flows/answer-habits';
import { converse } from '../../../lib/websocket/flows/conversation';
import type { ChatProtocol } from '../../../lib/websocket/protocols/chat-protocol';
import { pam } from '../../../systems/pam';
import execution from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { armedTimers } from '../../stubs/k6-timers';
import { setEnvironment } from '../environment/with-environment';
import { madeUser } from './made';
import { startTarget } from './target';

/** Call it once in a test file. */
export function forgetBeforeEach(): void {
  beforeEach(() => {
    resetSamples();
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());
}

export interface Said {
  readonly type: string;
  readonly id: string;
  readonly content: string;
}

export const response = ({ id, content }: Pick<Said, 'id' | 'content'>): string =>
  JSON.stringify({ type: 'response', id, user: 'x', content: `You said: ${content}` });
export const history = (...contents: string[]): string =>
  JSON.stringify({ type: 'history', messages: contents.map((content) => ({ role: 'user', content })) });

/** Answers everything at once, as it should be. */
export const answer = (socket: WebSocket, said: Said): void =>
  socket.send(said.type === 'history' ? history() : response(said));

/** Four messages of one user, 50 ms apart, and a while without one. */
const schedule = { intervalMs: 50, durationMs: 300 };
// It begins when the socket is open also on a machine that is busy.
export const load: Partial<SocketLoad> = { iterations: 4, togetherAtMs: 200, maxDurationMs: 5000 };

export interface Meeting {
  /** What the target does with a message, of which it is the n-th from 0. */
  readonly hear?: (socket: WebSocket, said: Said, index: number) => void;
  readonly protocol?: ChatProtocol;
  readonly environment?: Readonly<Record<string, string>>;
  readonly accept?: boolean;
  readonly openAfterMs?: number;
}

/** One user talks with a target. */
export async function talk({
  hear = answer,
  protocol = pam,
  environment,
  accept = true,
  openAfterMs = 0,
}: Meeting = {}) {
  const heard: (Said & { readonly atMs: number })[] = [];
  const headers: (string | undefined)[] = [];
  const { url, paths } = await startTarget({
    upgrade(request, socket, open) {
      headers.push(request.headers.authorization);
      if (accept) setTimeout(open, openAfterMs);
      else socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    },
    connected: (socket) =>
      socket.on('message', (message) => {
        const said: Said = JSON.parse(String(message));
        heard.push({ ...said, atMs: performance.now() });
        hear(socket, said, heard.length - 1);
      }),
  });
  setEnvironment({ TARGET_URL: url, JWT_SECRET: 'x', TASK_TIMEOUT: '300ms', ...environment });
  execution.scenario.startTime = Date.now();
  const user = madeUser({ ...load, users: 10 });
  const startedMs = performance.now();
  await converse(user, schedule, protocol);
  const timersLeft = armedTimers();
  answerHabits.settle();
  return { heard, headers, paths, timersLeft, tookMs: performance.now() - startedMs };
}

export const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);
export const messages = () => ({
  due: sumOf('messages_due'),
  ok: sumOf('message_ok'),
  answered: sumOf('messages_answered'),
});

export const failures = () => samplesOf('messages_failed').map(({ tags }) => tags?.what);
export const isMessage = ({ type }: Said) => type === 'message';
