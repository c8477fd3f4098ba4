import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import type { Flow } from '../../../lib/websocket/session/flow';
import { SocketSession } from '../../../lib/websocket/session/session';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { connectTimeoutMs, FakeConnection, NotingFlow, receipt, request, startFlow, startSession } from './fake-engine';

const thrower = (): never => {
  throw new Error('made by the test');
};

beforeEach(() => {
  vi.useFakeTimers();
  resetSamples();
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left armed: k6 would hold the iteration open').toBe(0);
  expect(openCount.get(), 'sockets counted as open').toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a session settles once, as', () => {
  it('done or aborted, if its flow says so', () => {
    const { session, connection, outcomes } = startSession();
    connection.open();
    session.settle({ kind: 'done' });
    session.settle({ kind: 'aborted' });
    connection.end();
    expect(outcomes).toEqual([{ kind: 'done' }]);
  });

  it("refused, with k6's words, if it never opened", () => {
    const { connection, outcomes } = startSession();
    connection.end({ error: 'websocket: bad handshake' });
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'websocket: bad handshake' }]);
  });

  it('refused, if it was closed in the handshake without an error', () => {
    const { connection, outcomes } = startSession();
    connection.end();
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'closed during the handshake' }]);
  });

  it('timed out in its connect phase, and is not closed until it opens', () => {
    const { connection, outcomes } = startSession();
    vi.advanceTimersByTime(1100);
    expect(outcomes).toEqual([{ kind: 'timed-out', phase: 'connect' }]);
    expect([connection.state, connection.wasClosedConnecting]).toEqual(['connecting', false]);
    connection.open();
    expect(connection.state).toBe('closing');
    connection.end();
    expect(outcomes).toHaveLength(1);
  });

  it('timed out in its task phase, and is closed', () => {
    const { connection, outcomes } = startSession({ opened: (session) => session.expectWithin(5000) });
    connection.open();
    vi.advanceTimersByTime(5100);
    expect(outcomes).toEqual([{ kind: 'timed-out', phase: 'task' }]);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it('closed early, with its code, if the target closed it', () => {
    const { connection, outcomes } = startSession({ opened: (session) => session.expectWithin(5000) });
    connection.open();
    connection.end({ code: 1011 });
    expect(outcomes).toEqual([{ kind: 'closed-early', code: 1011 }]);
  });

  it.each([
    ['at once, without a word: it never was a connection', 99, () => {}, 0],
    ['after a while', 100, () => {}, 1],
    ['at once, after a message', 0, (connection: FakeConnection) => connection.receive('hello'), 1],
  ])('closed early, if the target closed it %s', (_when, afterMs, before, connected) => {
    const { connection } = startSession();
    connection.open();
    before(connection);
    vi.advanceTimersByTime(afterMs);
    connection.end({ code: 4406 });
    expect([sumOf('outcomes'), sumOf('connect_ok')]).toEqual([1, connected]);
  });

  it('closed early, if a message can no longer be sent', () => {
    const { session, connection, outcomes } = startSession();
    connection.open();
    // The target's close is on its way to the script.
    connection.state = 'closed';
    session.attempt(() => expect(session.send('hello')).toBe(false));
    connection.end({ code: 1011 });
    session.attempt(() => expect(session.send('hello')).toBe(false));
    expect([outcomes, sumOf('script_errors')]).toEqual([[{ kind: 'closed-early', code: 1011 }], 0]);
  });

  it('a protocol error for a binary frame', () => {
    const { connection, outcomes } = startSession();
    connection.open();
    connection.handlers.binary(new ArrayBuffer(7), receipt);
    expect(outcomes).toEqual([{ kind: 'protocol-error', what: 'a binary frame of 7 bytes' }]);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it.each<[string, Partial<Flow>]>([
    ['opened', { opened: thrower }],
    ['message', { message: thrower }],
    ['a timer', { opened: (session) => session.attempt(thrower) }],
  ])('a script error, if its flow throws in %s', (_where, changes) => {
    const { connection, outcomes } = startSession(changes);
    connection.open();
    connection.receive('hello');
    expect(outcomes).toEqual([{ kind: 'script-error', error: new Error('made by the test') }]);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it('a script error, if the engine refuses the URL', () => {
    const flow = new NotingFlow();
    new SocketSession({ connect: thrower }, request, connectTimeoutMs, flow);
    expect(flow.outcomes).toEqual([{ kind: 'script-error', error: new Error('made by the test') }]);
  });
});

describe('a session', () => {
  it('counts an exception that comes too late to be its outcome, so that no run passes over it', () => {
    const { session, connection, outcomes } = startSession({ message: thrower, lingerMs: 100 });
    connection.open();
    session.settle({ kind: 'done' });
    connection.receive('late');
    expect(connection.state).toBe('closing');
    connection.end();
    vi.advanceTimersByTime(100);
    expect(outcomes).toEqual([{ kind: 'done' }]);
    expect(sumOf('script_errors')).toBe(1);
  });

  it('counts what its flow throws when it is over, closes, and still tells its caller', () => {
    const { session, connection, ended } = startSession({ over: thrower });
    connection.open();
    session.settle({ kind: 'done' });
    expect(sumOf('script_errors')).toBe(1);
    expect(connection.state).toBe('closing');
    expect(ended).toEqual([{ kind: 'done' }]);
    connection.end();
  });

  it.each<keyof Flow>([
    'opened',
    'message',
    'over',
  ])('costs its own socket only, and counts one exception, if its flow throws in %s', (where) => {
    const thrown = startSession({ [where]: thrower });
    const other = startSession({ isTask: true });
    for (const { connection } of [thrown, other]) connection.open();
    for (const { connection } of [thrown, other]) if (connection.state === 'open') connection.receive('hello');
    expect([other.connection.state, other.texts, other.session.outcome]).toEqual(['open', ['hello'], undefined]);
    for (const { session } of [thrown, other]) session.settle({ kind: 'done' });
    expect([thrown.connection.state, other.connection.state]).toEqual(['closing', 'closing']);
    for (const { connection } of [thrown, other]) connection.end();
    expect([thrown.ended.length, other.ended, other.outcomes]).toEqual([1, [{ kind: 'done' }], [{ kind: 'done' }]]);
    expect([sumOf('script_errors'), sumOf('outcomes'), sumOf('task_ok')]).toEqual([1, 2, 1]);
  });

  it('counts what the engine throws on closing, and costs no other socket anything', () => {
    const first = startSession({ opened: (session) => session.expectWithin(100) });
    const second = startSession({ opened: (session) => session.expectWithin(100) });
    first.connection.failsToClose = true;
    for (const { connection } of [first, second]) connection.open();
    vi.advanceTimersByTime(200);
    expect(sumOf('script_errors')).toBe(1);
    expect(second.outcomes).toEqual([{ kind: 'timed-out', phase: 'task' }]);
    for (const { connection } of [first, second]) connection.end();
  });

  it('arms its deadline before it connects', () => {
    let timersAtConnect = 0;
    const connect = () => {
      timersAtConnect = vi.getTimerCount();
      return thrower();
    };
    new SocketSession({ connect }, request, connectTimeoutMs, new NotingFlow());
    expect(timersAtConnect).toBe(1);
  });

  it('hands messages to its flow after it settled, until it is closed', () => {
    const { session, connection, texts, outcomes } = startSession({ lingerMs: 100 });
    connection.open();
    session.settle({ kind: 'done' });
    vi.advanceTimersByTime(99);
    connection.receive('late');
    expect([connection.state, outcomes]).toEqual(['open', []]);
    vi.advanceTimersByTime(1);
    expect([connection.state, texts, outcomes]).toEqual(['closing', ['late'], [{ kind: 'done' }]]);
    connection.end();
  });

  it('is closed by a binary frame while it lingers, and keeps its outcome', () => {
    const { session, connection, texts, outcomes } = startSession({ lingerMs: 100 });
    connection.open();
    session.settle({ kind: 'done' });
    connection.handlers.binary(new TextEncoder().encode('MARKER_X').buffer as ArrayBuffer, receipt);
    expect([connection.state, texts]).toEqual(['closing', ['MARKER_X']]);
    vi.advanceTimersByTime(100);
    expect(outcomes).toEqual([{ kind: 'done' }]);
    connection.end();
  });

  it('lingers for a done socket only', () => {
    const { session, connection } = startSession({ lingerMs: 100 });
    connection.open();
    session.settle({ kind: 'aborted' });
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it('records its outcome at once, and its messages when it is over', () => {
    const { session, connection } = startSession({ lingerMs: 100, isTask: true });
    connection.open();
    connection.receive('first');
    session.settle({ kind: 'done' });
    connection.receive('late');
    expect([sumOf('outcomes'), sumOf('connect_ok'), sumOf('task_ok'), sumOf('messages_received')]).toEqual([
      1, 1, 1, 0,
    ]);
    vi.advanceTimersByTime(100);
    expect([sumOf('messages_received'), samplesOf('generator_lag').length]).toEqual([2, 1]);
    connection.end();
  });

  it('counts no task for a flow that is none, and no messages for a flow that hears none', () => {
    const { connection } = startFlow({ who: 'user 7', opened() {}, over() {} });
    connection.open();
    connection.receive('hello');
    connection.end();
    expect([samplesOf('task_ok').length, sumOf('messages_received'), sumOf('outcomes')]).toEqual([0, 0, 1]);
  });

  it('shows its flow what is in a binary frame, as text', () => {
    const { connection, texts } = startSession();
    connection.open();
    connection.handlers.binary(new TextEncoder().encode('MARKER_X').buffer as ArrayBuffer, receipt);
    connection.end();
    expect(texts).toEqual(['MARKER_X']);
  });

  it('drops the deadline of the connect when it opens: a socket that waits for others does not time out', () => {
    const { connection, outcomes } = startSession();
    connection.open();
    vi.advanceTimersByTime(60_000);
    expect(outcomes).toEqual([]);
    connection.end();
  });

  it('sends nothing, and does not throw, if the engine gave no connection', () => {
    const session = new SocketSession({ connect: thrower }, request, connectTimeoutMs, new NotingFlow());
    session.send('x');
    session.whenTaken(() => {});
    session.settle({ kind: 'done' });
    expect(session.bufferedBytes()).toBe(0);
  });

  it('closes a socket that is open, and only once', () => {
    const close = vi.spyOn(FakeConnection.prototype, 'close');
    const { session, connection } = startSession();
    connection.open();
    session.settle({ kind: 'done' });
    connection.end();
    session.fail(new Error('made by the test'));
    expect(close).toHaveBeenCalledTimes(1);
  });
});
