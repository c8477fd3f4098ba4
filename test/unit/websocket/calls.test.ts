import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { VuFunction } from '../../../lib/load/load';
import type { SocketLoad } from '../../../lib/load/sockets';
import { streamTasks } from '../../../lib/streams/stream-tasks';
import { calls } from '../../../lib/websocket/dialect/calls';
import { dialect } from '../../../lib/websocket/dialect/dialect';
import { connects } from '../../../lib/websocket/flows/connects';
import { pings } from '../../../lib/websocket/flows/pings';
import { runTasks } from '../../../lib/websocket/flows/tasks';
import type { TaskProtocol } from '../../../lib/websocket/protocols/task-protocol';
import { pings as pingProtocol, tasks } from '../../../systems/tasks';
import exec from '../../stubs/k6-execution';
import { answerRequestsWith, type StubAnswer, type StubRequest } from '../../stubs/k6-http';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { answerTasks, startTarget } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

/** A session is created ahead of the socket, its id is in the path, and it is deleted behind it. */
const around = calls({
  before: {
    path: '/sessions',
    headers: ({ index }) => ({ 'X-User': `${index}` }),
    body: ({ id }) => ({ name: id }),
    accepts: [201],
    read: (answer) => JSON.parse(answer).session,
  },
  after: { method: 'DELETE', path: ({ answer }) => `/sessions/${answer}` },
});
const withSessions: TaskProtocol = { ...tasks, ...around, path: (_id, { answer }) => `/ws/${answer}` };

interface Meeting {
  readonly run?: VuFunction<SocketLoad>;
  readonly answer?: (request: StubRequest) => StubAnswer;
  readonly load?: Partial<SocketLoad>;
  /** Sees the handshake. */
  readonly upgrade?: (request: IncomingMessage) => void;
}

/** Users whose sessions have the numbers of their calls. */
async function meet({ run = runTasks(withSessions), answer = () => ({}), load, upgrade }: Meeting = {}) {
  const requests: StubRequest[] = [];
  answerRequestsWith((request) => {
    requests.push(request);
    const created = { status: 201, body: `{"session":"s${requests.length}"}` };
    return { ...(request.method === 'POST' ? created : { status: 204 }), ...answer(request) };
  });
  const { url, paths } = await startTarget({
    connected: answerTasks,
    ...(upgrade && {
      upgrade(request, _socket, accept) {
        upgrade(request);
        accept();
      },
    }),
  });
  setEnvironment({ TARGET_URL: url });
  await run(madeLoad({ users: 1, ...load }), { run: 'R4N0' });
  return {
    paths,
    requests,
    asked: requests.map((request) => `${request.method} ${request.url.replace(/^.*:\d+/, '')}`),
  };
}

const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);
const whats = (name: string) => samplesOf(name).map(({ tags }) => tags?.what);

describe('the calls around a socket', () => {
  it('bring the cookies of a dialect, which the socket has, too', async () => {
    const cookies: (string | undefined)[] = [];
    const { requests } = await meet({
      run: runTasks({ ...withSessions, ...dialect({ cookies: ({ id }) => ({ session: id }) }) }),
      upgrade({ headers }) {
        cookies.push(headers.cookie);
      },
    });
    expect(requests.map(({ params }) => params.jar.cookies)).toEqual(Array(2).fill('session=loadmark_R4N0_0'));
    expect(cookies).toEqual(['session=loadmark_R4N0_0']);
  });

  it('are made ahead of it and behind it, and what the first makes known is in its path', async () => {
    const { paths, requests, asked } = await meet();
    expect([outcomes(), paths]).toEqual([['done'], ['/ws/s1']]);
    expect(asked).toEqual(['POST /sessions', 'DELETE /sessions/s1']);
    const [create, remove] = requests;
    expect([create?.body, create?.params.headers]).toEqual([
      '{"name":"loadmark_R4N0_0"}',
      { 'Content-Type': 'application/json', 'X-User': '0' },
    ]);
    expect([create?.params.tags, remove?.params.tags]).toEqual([{ name: 'before' }, { name: 'after' }]);
    // They share the cookies of the user.
    expect(create?.params.jar).toBe(remove?.params.jar);
  });

  it('are counted apart', async () => {
    await meet({ load: { users: 2, iterations: 2 } });
    const names = ['before_calls', 'before_ok', 'before_time_samples', 'after_calls', 'after_ok', 'task_ok'];
    expect(names.map(sumOf)).toEqual(Array(6).fill(4));
    expect([whats('before_failed'), whats('after_failed')]).toEqual([[], []]);
  });

  it.each<[string, StubAnswer, string]>([
    ['is refused', { status: 503 }, 'HTTP 503'],
    ['has another status', { status: 200 }, 'HTTP 200'],
    ['cannot be read', { body: 'no JSON' }, 'an answer without what it must hold'],
    ['is not answered', { status: 0, errorCode: 1212 }, 'connection refused'],
  ])('cost the socket where the one ahead %s', async (_what, answer, what) => {
    const { paths, asked } = await meet({ answer: () => answer });
    expect([paths, asked, outcomes()]).toEqual([[], ['POST /sessions'], ['refused']]);
    expect([sumOf('connect_ok'), samplesOf('task_ok').map(({ value }) => value), sumOf('before_ok')]).toEqual([
      0,
      [0],
      0,
    ]);
    expect([whats('before_failed'), sumOf('before_time_samples'), sumOf('script_errors')]).toEqual([[what], 0, 0]);
  });

  it('cost nothing but a count where the one behind fails', async () => {
    await meet({ answer: ({ method }) => (method === 'DELETE' ? { status: 500 } : {}) });
    expect([outcomes(), sumOf('after_ok'), whats('after_failed')]).toEqual([['done'], 0, ['HTTP 500']]);
  });

  it('are made behind a socket that failed, too', async () => {
    const protocol: TaskProtocol = { ...withSessions, read: () => ({ kind: 'error', message: 'full' }) };
    const { asked } = await meet({ run: runTasks(protocol) });
    expect([outcomes(), asked.length]).toEqual([['error-answer'], 2]);
  });

  it('are an error of the script where their protocol throws, which costs the socket', async () => {
    const bad = calls({
      before: {
        path: () => {
          throw new Error('no path');
        },
      },
    });
    const { paths } = await meet({ run: runTasks({ ...tasks, ...bad }) });
    expect([paths, outcomes(), sumOf('script_errors'), whats('before_failed')]).toEqual([
      [],
      ['refused'],
      1,
      ['not sent'],
    ]);
  });

  it.each<[string, VuFunction<SocketLoad>]>([
    ['connects', connects({ name: 'connect', ...around, path: (_n, { answer }) => `/ws/${answer}` })],
    [
      'pings',
      pings({
        ...pingProtocol,
        ...around,
        path: ({ answer }) => `/ws/${answer}`,
        message: () => '{"task":"Print exactly: x"}',
      }),
    ],
  ])('are made for %s', async (_what, run) => {
    const { paths, asked } = await meet({ run });
    expect([outcomes(), paths, asked]).toEqual([['done'], ['/ws/s1'], ['POST /sessions', 'DELETE /sessions/s1']]);
  });

  it('leave no socket to knock at: its path is not known before', () => {
    expect(runTasks(withSessions).knock?.(madeLoad())).toBeUndefined();
    expect(runTasks(tasks).knock?.(madeLoad())).toMatchObject({ kind: 'socket' });
  });
});

describe('the calls around a task over a stream', () => {
  const stream = streamTasks({
    name: 'stream',
    ...around,
    path: (_text, { answer }) => `/sessions/${answer}/ask`,
    body: (text) => text,
    read: () => ({ kind: 'complete' }),
  });

  it('are made, too', async () => {
    const { asked } = await meet({
      run: stream,
      answer: ({ url }) => (url.endsWith('/ask') ? { status: 200, body: 'data: x\n\n' } : {}),
    });
    expect(asked).toEqual(['POST /sessions', 'POST /sessions/s1/ask', 'DELETE /sessions/s1']);
    expect([outcomes(), sumOf('before_ok'), sumOf('after_ok')]).toEqual([['done'], 1, 1]);
  });

  it('cost the task where the one ahead fails', async () => {
    const { asked } = await meet({ run: stream, answer: () => ({ status: 401 }) });
    expect([asked, outcomes(), samplesOf('task_ok').map(({ value }) => value)]).toEqual([
      ['POST /sessions'],
      ['refused'],
      [0],
    ]);
  });
});
