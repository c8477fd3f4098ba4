import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import { runTask } from '../../../lib/websocket/flows/task';
import { tasks } from '../../../systems/tasks';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeUser } from './made';
import { answerTasks, complete, linesOf, output, startTarget } from './target';

const options = { protocol: tasks, task: 0 };

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await vi.waitFor(() => expect(openCount.get()).toBe(0));
});

describe('a task that cannot connect', () => {
  it('is refused by an HTTP status', async () => {
    const { url } = await startTarget({
      upgrade: (_request, socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n'),
    });
    setEnvironment({ TARGET_URL: url });
    const outcome = await runTask(madeUser(), options);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'websocket: bad handshake' });
    expect([samplesOf('connect_ok'), samplesOf('task_ok')].map((s) => s.map(({ value }) => value))).toEqual([[0], [0]]);
  });

  it('is refused where nothing listens', async () => {
    setEnvironment({ TARGET_URL: 'ws://127.0.0.1:1' });
    expect((await runTask(madeUser(), options)).kind).toBe('refused');
  });

  it('is timed out, and its socket is closed when it opens after all', async () => {
    let accepted = false;
    const { url, clients } = await startTarget({
      upgrade: (_request, _socket, accept) =>
        setTimeout(() => {
          accepted = true;
          accept();
        }, 250),
      connected: answerTasks,
    });
    setEnvironment({ TARGET_URL: url, CONNECT_TIMEOUT: '60ms' });
    const outcome = await runTask(madeUser(), options);
    expect([outcome, accepted]).toEqual([{ kind: 'timed-out', phase: 'connect' }, false]);
    await vi.waitFor(() => expect(accepted).toBe(true));
    await vi.waitFor(() => expect([clients.size, openCount.get()]).toEqual([0, 0]));
    expect([sumOf('outcomes'), sumOf('connect_ok')]).toEqual([1, 0]);
  });
});

describe('a task that waits for the others', () => {
  it('is sent when they are all there, and not before', async () => {
    let sent = 0;
    const { url } = await startTarget({
      connected(socket) {
        socket.on('message', () => sent++);
        answerTasks(socket);
      },
    });
    setEnvironment({ TARGET_URL: url });
    let begin = () => {};
    const together = {
      begin: (_index: number, itsTurn: () => void) => {
        begin = itsTurn;
      },
    };
    const running = runTask(madeUser({}, together), options);
    await vi.waitFor(() => expect(openCount.get()).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toBe(0);
    begin();
    expect([(await running).kind, sent]).toEqual(['done', 1]);
  });

  it('is not done by a completion that it never asked for', async () => {
    const { url } = await startTarget({ connected: (socket) => socket.send(complete) });
    setEnvironment({ TARGET_URL: url });
    const outcome = await runTask(madeUser({}, { begin() {} }), options);
    expect(outcome).toEqual({ kind: 'protocol-error', what: 'a completion before the task was sent' });
    expect([sumOf('task_ok'), samplesOf('task_time').length]).toEqual([0, 0]);
  });

  it('sends nothing if its socket was closed in the meantime', async () => {
    const { url } = await startTarget({ connected: (socket) => socket.close(1001) });
    setEnvironment({ TARGET_URL: url });
    let begun = Promise.resolve();
    const together = {
      begin: (_index: number, begin: () => void) => {
        begun = new Promise<void>((resolve) => setTimeout(resolve, 60)).then(begin);
      },
    };
    const outcome = await runTask(madeUser({}, together), options);
    await begun;
    expect([outcome, sumOf('script_errors')]).toEqual([{ kind: 'closed-early', code: 1001 }, 0]);
  });
});

describe('a task that is to be aborted', () => {
  it('is, when half of its markers have come, and is neither a success nor a failure', async () => {
    let closed = false;
    const { url } = await startTarget({
      connected(socket) {
        socket.on('close', () => {
          closed = true;
        });
        // One marker short of its end, so that only an abort can end it.
        socket.on('message', (message) => {
          for (const line of linesOf(message).slice(1)) socket.send(output(line));
        });
      },
    });
    setEnvironment({ TARGET_URL: url });
    const outcome = await runTask(madeUser(), { ...options, abort: true });
    expect([outcome, sumOf('markers_checked')]).toEqual([{ kind: 'aborted' }, 2]);
    expect([sumOf('outcomes'), sumOf('connect_ok'), samplesOf('task_ok').length, sumOf('lost_markers')]).toEqual([
      1, 1, 0, 0,
    ]);
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('is done if the target is faster', async () => {
    const { url } = await startTarget({
      connected: (socket) => socket.on('message', () => socket.send(complete)),
    });
    setEnvironment({ TARGET_URL: url });
    expect((await runTask(madeUser(), { ...options, abort: true })).kind).toBe('done');
  });
});

describe("a task of another server's protocol", () => {
  it('is sent by it, to its path, with its subprotocol', async () => {
    let asked: string | undefined;
    const { url, paths } = await startTarget({
      upgrade(request, _socket, accept) {
        asked = request.headers['sec-websocket-protocol'];
        accept();
      },
      connected: (socket) => socket.on('message', (message) => socket.send(`end of ${message}`)),
    });
    setEnvironment({ TARGET_URL: url.replace('ws:', 'http:') });
    const protocol = {
      name: 'own',
      path: (id: string) => `/run?id=${id}`,
      subprotocols: ['v1.tasks'],
      start: () => 'go',
      read: (message: string) => ({ kind: message === 'end of go' ? 'complete' : 'other' }) as const,
    };
    expect((await runTask(madeUser(), { protocol, task: 0 })).kind).toBe('done');
    expect([paths, asked]).toEqual([['/run?id=loadmark_R4N0_7'], 'v1.tasks']);
  });

  it('is a script error if the protocol throws as it starts', async () => {
    const { url } = await startTarget();
    setEnvironment({ TARGET_URL: url });
    const start = () => {
      throw new Error('made by the test');
    };
    const outcome = await runTask(madeUser(), { protocol: { ...tasks, start }, task: 0 });
    expect([outcome.kind, sumOf('script_errors'), sumOf('outcomes')]).toEqual(['script-error', 1, 1]);
  });
});
