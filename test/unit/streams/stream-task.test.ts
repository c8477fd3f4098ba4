import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endVu } from '../../../lib/runtime/vu-end';
import type { StreamProtocol } from '../../../lib/streams/stream-protocol';
import { runStreamTask } from '../../../lib/streams/stream-task';
import { streamTasks } from '../../../lib/streams/stream-tasks';
import { answerRequestsWith, type StubAnswer, type StubRequest } from '../../stubs/k6-http';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad, madeUser } from '../websocket/made';

beforeEach(() => {
  resetSamples();
  setEnvironment({ TARGET_URL: 'http://target' });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const protocol: StreamProtocol = {
  name: 'answers',
  path: (_text, { id }) => `/answers/${id}`,
  headers: ({ index }) => ({ 'X-Key': `${index}` }),
  body: (text) => ({ text }),
  read({ event, data }) {
    if (event === 'end') return { kind: 'complete' };
    if (event === 'error') return { kind: 'error', message: data };
    return { kind: 'output', text: JSON.parse(data) };
  },
};

const end = 'event: end\n\n';
const piece = (text: string): string => `data: ${JSON.stringify(text)}\n\n`;
const linesOf = ({ body }: StubRequest): string[] =>
  (JSON.parse(body ?? '') as { text: string }).text.slice('Print exactly: '.length).split('\n');
/** What a request asked for, in pieces of a few letters. */
const streamed = (lines: readonly string[]): string =>
  (lines.join('\n').match(/[\s\S]{1,7}/g) ?? []).map(piece).join('') + end;

async function run(answer: (request: StubRequest) => StubAnswer) {
  const requests: StubRequest[] = [];
  answerRequestsWith((request) => {
    requests.push(request);
    return answer(request);
  });
  const outcome = await runStreamTask(madeUser({ users: 2 }), protocol, 3);
  endVu();
  return { outcome, requests };
}

function markerCounts(): Record<string, number> {
  const names = ['foreign', 'stale', 'repeated', 'reordered', 'late', 'lost'];
  const counts = names.map((name) => [name, sumOf(`${name}_markers`)] as const).filter(([, count]) => count > 0);
  return Object.fromEntries(counts);
}

describe('a task over a stream', () => {
  it('is one request of its user', async () => {
    const { outcome, requests } = await run((request) => ({ body: streamed(linesOf(request)) }));
    expect(outcome).toEqual({ kind: 'done' });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'http://target/answers/loadmark_R4N0_7',
        params: {
          tags: { name: 'answers' },
          timeout: 60_000,
          redirects: 0,
          headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', 'X-Key': '7' },
        },
      },
    ]);
  });

  it('records each of its figures once', async () => {
    await run((request) => ({ body: streamed(linesOf(request)), ms: 40, blockedMs: 10, waitingMs: 5, lateMs: 30 }));
    const values = ['connect_ok', 'task_ok', 'first_byte_time', 'task_time'].map((name) =>
      samplesOf(name).map(({ value }) => value),
    );
    expect(values).toEqual([[1], [1], [5], [30]]);
    expect(samplesOf('outcomes')).toEqual([{ value: 1, tags: { outcome: 'done' } }]);
    expect([sumOf('markers_checked'), sumOf('foreign_chances'), sumOf('markers_compared')]).toEqual([4, 4, 4]);
    expect(sumOf('generator_lag')).toBeGreaterThan(25);
    expect(markerCounts()).toEqual({});
  });

  it.each<[string, Record<string, number>, (lines: string[]) => string]>([
    ['loses', { lost: 1 }, ([_lost, ...lines]) => streamed(lines)],
    ['repeats', { repeated: 1 }, (lines) => streamed([...lines, ...lines.slice(-1)])],
    ['swaps', { reordered: 1 }, ([a = '', b = '', ...lines]) => streamed([b, a, ...lines])],
    ['leaks', { foreign: 1 }, (lines) => streamed([...lines, lines[0]?.replace('-U7-', '-U1-') ?? ''])],
    ['keeps an earlier task', { stale: 1 }, (lines) => streamed([lines[0]?.replace('-T3-', '-T2-') ?? '', ...lines])],
    ['is late', { late: 1 }, (lines) => streamed(lines.slice(0, -1)) + piece(lines.at(-1) ?? '')],
    ['leaks in a comment', { foreign: 1 }, (lines) => `: ${lines[0]?.replace('-U7-', '-U1-')}\n\n${streamed(lines)}`],
    [
      'leaks in what it did not finish',
      { foreign: 1 },
      (lines) => `${streamed(lines)}data: ${lines[0]?.replace('-U7-', '-U1-')}`,
    ],
  ])('is done where the target %s, and it is counted', async (_what, counts, body) => {
    const { outcome } = await run((request) => ({ body: body(linesOf(request)) }));
    expect(outcome).toEqual({ kind: 'done' });
    expect(markerCounts()).toEqual(counts);
  });

  const foreign = 'MARKER_R4N0-V2-U1-T0-M0;';
  const begun = { status: 0, waitingMs: 5, body: piece(foreign) };
  it.each<[string, StubAnswer, object, 0 | 1]>([
    ['answers with an error', { body: `event: error\ndata: full ${foreign}\n\n` }, { kind: 'error-answer' }, 1],
    ['sends garbage', { body: `data: {${foreign}\n\n` }, { kind: 'protocol-error' }, 1],
    ['does not complete it', { body: piece(foreign) }, { kind: 'closed-early' }, 1],
    ['shows a page', { body: `<p>${foreign}</p>` }, { kind: 'protocol-error', what: /no event/ }, 1],
    ['refuses', { status: 503, body: foreign }, { kind: 'refused', reason: 'HTTP 503' }, 0],
    ['is cut off', { ...begun, errorCode: 1000, error: 'unexpected EOF' }, { kind: 'closed-early' }, 1],
    ['never ends', { ...begun, errorCode: 1050 }, { kind: 'timed-out', phase: 'task' }, 1],
    [
      'never ends, though it is complete',
      { ...begun, errorCode: 1050, body: `${piece(foreign)}${end}` },
      { kind: 'timed-out', phase: 'task' },
      1,
    ],
  ])('fails where the target %s, and what came is searched', async (_what, answer, expected, connected) => {
    const { outcome } = await run(() => answer);
    const { what, ...rest } = expected as { what?: RegExp };
    expect(outcome).toMatchObject(rest);
    if (what) expect(outcome).toHaveProperty('what', expect.stringMatching(what));
    expect([sumOf('connect_ok'), samplesOf('task_ok').length, sumOf('task_ok')]).toEqual([connected, 1, 0]);
    expect([samplesOf('task_time').length, sumOf('script_errors')]).toEqual([0, 0]);
    expect(markerCounts()).toEqual({ foreign: 1 });
  });

  it.each<[string, StubAnswer, object, string]>([
    [
      'nothing listens',
      { status: 0, errorCode: 1212, error: 'dial: connection refused' },
      { kind: 'refused', reason: 'dial: connection refused' },
      'connection refused',
    ],
    ['it is full', { status: 429 }, { kind: 'refused', reason: 'HTTP 429' }, 'HTTP 429'],
  ])('is refused where %s, and it is counted by what came instead', async (_what, answer, expected, what) => {
    const { outcome } = await run(() => answer);
    expect(outcome).toEqual(expected);
    expect(samplesOf('streams_refused')).toEqual([{ value: 1, tags: { what } }]);
    expect([samplesOf('connect_ok').length, sumOf('connect_ok'), sumOf('first_byte_time_samples')]).toEqual([1, 0, 0]);
  });

  it('fails where nothing answers, before it has connected', async () => {
    const { outcome } = await run(() => ({ status: 0, errorCode: 1050 }));
    expect(outcome).toEqual({ kind: 'timed-out', phase: 'connect' });
  });

  it('is a script error where its protocol throws', async () => {
    const { outcome } = await run(() => {
      throw new Error('bad URL');
    });
    expect([outcome.kind, sumOf('script_errors')]).toEqual(['script-error', 1]);
  });
});

describe('a task over lines', () => {
  it('may be a GET whose path has the text, and has one event in each line', async () => {
    const requests: StubRequest[] = [];
    answerRequestsWith((request) => {
      requests.push(request);
      const asked = decodeURIComponent(request.url.split('?prompt=')[1] ?? '').slice('Print exactly: '.length);
      const said = asked.match(/[\s\S]{1,9}/g) ?? [];
      return {
        body: [...said.map((response) => ({ response })), { done: true }].map((e) => JSON.stringify(e)).join('\n'),
      };
    });
    const lines: StreamProtocol = {
      name: 'lines',
      method: 'GET',
      format: 'lines',
      path: (text) => `/generate?prompt=${encodeURIComponent(text)}`,
      read({ data }) {
        const { response, done } = JSON.parse(data);
        return done ? { kind: 'complete' } : { kind: 'output', text: response };
      },
    };
    const outcome = await runStreamTask(madeUser(), lines, 0);
    endVu();
    expect([outcome.kind, sumOf('markers_checked'), markerCounts()]).toEqual(['done', 4, {}]);
    expect(requests).toMatchObject([
      { method: 'GET', body: null, params: { headers: { Accept: 'application/x-ndjson' } } },
    ]);
  });
});

describe('users of streams', () => {
  it('run one task after the other, and give up on a target that refuses', async () => {
    answerRequestsWith((request) => ({ body: streamed(linesOf(request)) }));
    await streamTasks(protocol)(madeLoad({ users: 3, iterations: 4 }), { run: 'R4N0' });
    expect([sumOf('task_ok'), sumOf('markers_checked')]).toEqual([12, 48]);
    resetSamples();
    answerRequestsWith(() => ({ status: 503 }));
    await streamTasks(protocol)(madeLoad({ users: 1, iterations: 6 }), { run: 'R4N0' });
    expect(samplesOf('outcomes').map(({ tags }) => tags?.outcome)).toEqual([
      ...Array(3).fill('refused'),
      ...Array(3).fill('given-up'),
    ]);
  });
});
