import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { markerPrefix } from '../../../lib/isolation/marker';
import { endVu } from '../../../lib/runtime/vu-end';
import { speakerOf } from '../../../lib/websocket/dialect/speaker';
import { runTask, type TaskOptions } from '../../../lib/websocket/flows/task';
import type { TaskProtocol } from '../../../lib/websocket/protocols/task-protocol';
import { Hearing } from '../../../lib/websocket/session/hearing';
import { tasks } from '../../../systems/tasks';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeUser } from './made';
import { answerTasks, complete, linesOf, output, startTarget } from './target';

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

type Answer = (socket: WebSocket, lines: string[], task: { readonly id?: string }) => void;

/** Runs one task against a target that answers it in this way. */
async function runAgainst(answer: Answer, options: Partial<TaskOptions> = {}, environment = {}) {
  const { url, paths, clients } = await startTarget({
    connected: (socket) =>
      socket.on('message', (message) => answer(socket, linesOf(message), JSON.parse(String(message)))),
  });
  setEnvironment({ TARGET_URL: url, ...environment });
  const outcome = await runTask(madeUser(), { protocol: tasks, task: 0, ...options });
  return { outcome, paths, clients };
}

const answerAll = (socket: WebSocket, lines: readonly string[]) => {
  for (const line of lines) socket.send(output(line));
  socket.send(complete);
};

/** What is not zero of all that is counted of markers. */
function markerCounts(): Record<string, number> {
  endVu();
  const names = ['foreign', 'stale', 'repeated', 'reordered', 'late', 'lost'];
  const counts = names.map((name) => [name, sumOf(`${name}_markers`)] as const).filter(([, count]) => count > 0);
  return Object.fromEntries(counts);
}

describe('a task on a healthy target', () => {
  it('is done, and each of its figures is recorded once', async () => {
    const { outcome, paths } = await runAgainst(answerAll);
    expect(outcome).toEqual({ kind: 'done' });
    expect(paths).toEqual(['/ws/loadmark_R4N0_7']);
    expect(samplesOf('outcomes')).toEqual([{ value: 1, tags: { outcome: 'done' } }]);
    const once = ['connect_ok', 'task_ok', 'task_time', 'generator_lag'];
    expect(once.map((name) => samplesOf(name).length)).toEqual([1, 1, 1, 1]);
    expect([sumOf('markers_checked'), sumOf('messages_received')]).toEqual([4, 5]);
    expect(sumOf('task_time')).toBeGreaterThan(0);
    expect(sumOf('task_time')).toBeLessThan(1000);
    expect(markerCounts()).toEqual({});
  });

  it('is watched for lag at its first message and at its completion, from which its time is taken', async () => {
    const look = vi.spyOn(Hearing.prototype, 'look');
    await runAgainst(answerAll);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('leaves no socket open behind it', async () => {
    const { clients } = await runAgainst(answerAll);
    await vi.waitFor(() => expect(clients.size).toBe(0));
  });

  it.each<[string, Answer]>([
    [
      'messages that come at once',
      (socket, lines) => socket.send(output(lines.join('\n')), () => socket.send(complete)),
    ],
    [
      'a message of a megabyte with its markers at the end',
      (socket, lines) => {
        socket.send(output('.'.repeat(1_000_000) + lines.join('\n')));
        socket.send(complete);
      },
    ],
    [
      'events that it does not know, in between',
      (socket, lines) => {
        for (const line of lines) socket.send(`{"event_type":"progress","data":{}}`, () => socket.send(output(line)));
        setTimeout(() => socket.send(complete), 20);
      },
    ],
    [
      'messages after the completion',
      (socket, lines) => [...lines.map(output), complete, complete, '{'].map((m) => socket.send(m)),
    ],
  ])('is done with %s', async (_what, answer) => {
    const { outcome } = await runAgainst(answer);
    expect(outcome).toEqual({ kind: 'done' });
    expect([sumOf('outcomes'), sumOf('task_ok'), samplesOf('task_time').length, sumOf('markers_checked')]).toEqual([
      1, 1, 1, 4,
    ]);
    expect(markerCounts()).toEqual({});
  });
});

describe('a task on a target that streams token by token', () => {
  /** Reads the text of an output as a piece of text. */
  const streamed: TaskProtocol = {
    ...tasks,
    read(message, speaker) {
      const event = tasks.read(message, speaker);
      return event.kind === 'output' ? { kind: 'output', text: JSON.parse(message).data.message } : event;
    },
  };
  const pieces = (text: string) => text.match(/[\s\S]{1,5}/g) ?? [];
  const stream: Answer = (socket, lines) => answerAll(socket, pieces(lines.join('\n')));

  it('has its markers joined where the protocol says what is text', async () => {
    const { outcome } = await runAgainst(stream, { protocol: streamed });
    expect([outcome.kind, sumOf('markers_checked')]).toEqual(['done', 4]);
    expect(markerCounts()).toEqual({});
  });

  it('shows no marker where it does not', async () => {
    const { outcome } = await runAgainst(stream);
    expect([outcome.kind, sumOf('markers_checked')]).toEqual(['done', 0]);
    // Of a target that says nothing of what it was given nothing is lost.
    expect(markerCounts()).toEqual({});
  });

  it('is found to leak and to lose', async () => {
    await runAgainst(
      (socket, [_lost, ...lines], task) => stream(socket, [...lines, lines[0]?.replace('-U7-', '-U8-') ?? ''], task),
      { protocol: streamed },
    );
    expect(markerCounts()).toEqual({ foreign: 1, lost: 1 });
  });
});

describe('a task on a target that', () => {
  it('stalls is timed out, with the last message that came', async () => {
    const stalls: Answer = (socket, lines) => lines.slice(0, 2).map((line) => socket.send(output(line)));
    const { outcome } = await runAgainst(stalls, {}, { TASK_TIMEOUT: '300ms' });
    expect(outcome).toMatchObject({ kind: 'timed-out', phase: 'task', last: expect.stringContaining('-M1;') });
  });

  it("answers another user's request under its id has not answered this one", async () => {
    const named: TaskProtocol = {
      ...tasks,
      start: (text, { id, task }) => JSON.stringify({ task: text, id: `${id}-${task}` }),
      read: (message, { id, task }) =>
        JSON.parse(message).id === `${id}-${task}` ? tasks.read(message, speakerOf(madeUser())) : { kind: 'other' },
    };
    const answer: Answer = (socket, lines, { id }) => {
      socket.send(JSON.stringify({ event_type: 'complete', id: 'loadmark_R4N0_8-3' }));
      for (const line of lines) socket.send(output(line));
      socket.send(JSON.stringify({ event_type: 'complete', id }));
    };
    expect((await runAgainst(answer, { protocol: named, task: 3 })).outcome).toEqual({ kind: 'done' });
    expect([sumOf('markers_checked'), markerCounts()]).toEqual([4, {}]);
  });

  it.each<[string, Record<string, number>, (lines: string[]) => string[]]>([
    ['loses', { lost: 1 }, ([first = '', _lost, ...rest]) => [first, ...rest]],
    ['repeats', { repeated: 1 }, (lines) => [...lines, ...lines.slice(-1)]],
    ['reorders', { reordered: 1 }, ([first = '', second = '', ...rest]) => [second, first, ...rest]],
    ["leaks another user's", { foreign: 1 }, (lines) => [...lines, lines[0]?.replace('-U7-', '-U8-') ?? '']],
    ["leaks another run's", { foreign: 1 }, (lines) => [...lines, lines[0]?.replace('R4N0', 'R4N1') ?? '']],
    ["sends an earlier task's", { stale: 1 }, (lines) => [lines[0]?.replace('-T3-', '-T2-') ?? '', ...lines]],
    ["sends a later task's", { foreign: 1 }, (lines) => [...lines, lines[0]?.replace('-T3-', '-T4-') ?? '']],
  ])('%s markers is done, and they are counted', async (_what, counts, changed) => {
    const { outcome } = await runAgainst((socket, lines) => answerAll(socket, changed(lines)), { task: 3 });
    expect(outcome).toEqual({ kind: 'done' });
    expect(markerCounts()).toEqual(counts);
  });

  it('sends outputs after the completion is found out while the socket lingers', async () => {
    const late: Answer = (socket, lines) => {
      answerAll(socket, lines.slice(1));
      setTimeout(() => socket.send(output(lines[0] ?? '')), 20);
    };
    const { outcome } = await runAgainst(late, { lingerMs: 80 });
    expect(outcome).toEqual({ kind: 'done' });
    expect(markerCounts()).toEqual({ late: 1, reordered: 1 });
  });

  it.each<[string, Answer, object]>([
    [
      'answers with an error',
      (socket) => socket.send('{"event_type":"error","data":{"message":"full"}}'),
      { kind: 'error-answer', message: 'full' },
    ],
    ['sends garbage', (socket) => socket.send('{"event'), { kind: 'protocol-error' }],
    [
      'sends a binary frame',
      (socket) => socket.send(Buffer.from('abc')),
      { kind: 'protocol-error', what: 'a binary frame of 3 bytes' },
    ],
    ['closes the socket', (socket) => socket.close(1011), { kind: 'closed-early', code: 1011 }],
    ['cuts the connection', (socket) => socket.terminate(), { kind: 'closed-early', code: undefined }],
    ['never completes', () => {}, { kind: 'timed-out', phase: 'task' }],
  ])('%s fails it, and loses nothing that it never promised', async (_what, answer, expected) => {
    const { outcome, clients } = await runAgainst(answer, {}, { TASK_TIMEOUT: '150ms' });
    expect(outcome).toMatchObject(expected);
    expect(samplesOf('outcomes')).toEqual([{ value: 1, tags: { outcome: outcome.kind } }]);
    // What closes at once, without a word, never was a connection.
    const connected = outcome.kind === 'closed-early' ? 0 : 1;
    expect([sumOf('connect_ok'), samplesOf('task_ok').length, sumOf('task_ok')]).toEqual([connected, 1, 0]);
    expect([samplesOf('task_time').length, sumOf('script_errors')]).toEqual([0, 0]);
    expect(markerCounts()).toEqual({});
    await vi.waitFor(() => expect(clients.size).toBe(0));
  });
});

describe('a marker of another user is found', () => {
  const foreign = `${markerPrefix({ run: 'R4N0', vu: 2, user: 8, task: 0 })}0;`;

  it.each<[string, Answer]>([
    ['in an error', (socket) => socket.send(`{"event_type":"error","data":{"message":"${foreign}"}}`)],
    ['in garbage', (socket) => socket.send(`{${foreign}`)],
    ['in a binary frame', (socket) => socket.send(Buffer.from(output(foreign)))],
    [
      'in an event of another kind',
      (socket, lines) => socket.send(`{"x":"${foreign}"}`, () => answerAll(socket, lines)),
    ],
    ['in the completion', (socket) => socket.send(`{"event_type":"complete","data":{"last":"${foreign}"}}`)],
    ['behind an own one', (socket, lines) => answerAll(socket, [lines.join('') + foreign])],
  ])('%s', async (_where, answer) => {
    await runAgainst(answer);
    expect(sumOf('foreign_markers')).toBe(1);
  });

  it('before the task began', async () => {
    const { url } = await startTarget({
      connected(socket) {
        socket.send(output(foreign));
        answerTasks(socket);
      },
    });
    setEnvironment({ TARGET_URL: url });
    const together = { begin: (_index: number, begin: () => void) => void setTimeout(begin, 50) };
    const outcome = await runTask(madeUser({}, together), { protocol: tasks, task: 0 });
    expect([outcome.kind, sumOf('foreign_markers'), sumOf('markers_checked')]).toEqual(['done', 1, 5]);
  });

  it('right behind the completion', async () => {
    const { outcome } = await runAgainst((socket, lines) => {
      answerAll(socket, lines);
      socket.send(output(foreign));
    });
    expect([outcome.kind, sumOf('foreign_markers')]).toEqual(['done', 1]);
  });

  it('after the completion and in a binary frame, while the socket lingers', async () => {
    const answer: Answer = (socket, lines) => {
      answerAll(socket, lines);
      setTimeout(() => socket.send(Buffer.from(foreign)), 20);
    };
    const { outcome } = await runAgainst(answer, { lingerMs: 60 });
    expect([outcome.kind, sumOf('foreign_markers')]).toEqual(['done', 1]);
  });
});
