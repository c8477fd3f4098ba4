import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import type { Behaviour } from '../../../lib/websocket/session/session';
import { Session } from '../../../lib/websocket/session/session';
import { resetSamples, sumOf } from '../../stubs/k6-metrics';
import { connectTimeoutMs, FakeConnection, NotingBehaviour, receipt, request, startSession } from './fake-engine';

const thrower = (): never => {
  throw new Error('made by the test');
};

beforeEach(() => {
  vi.useFakeTimers();
  resetSamples();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left armed: k6 would hold the iteration open').toBe(0);
  expect(openCount.get(), 'sockets counted as open').toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a session settles once, as', () => {
  it('done or aborted, where its behaviour says so', () => {
    const { session, connection, outcomes } = startSession();
    connection.open();
    session.settle({ kind: 'done' });
    session.settle({ kind: 'aborted' });
    connection.end();
    expect(outcomes).toEqual([{ kind: 'done' }]);
  });

  it("refused, with k6's words, where it never opened", () => {
    const { connection, outcomes } = startSession();
    connection.end({ error: 'websocket: bad handshake' });
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'websocket: bad handshake' }]);
  });

  it('refused, where it was closed in the handshake without a word', () => {
    const { connection, outcomes } = startSession();
    connection.end();
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'closed during the handshake' }]);
  });

  it('timed out in its connect phase, and is not closed until it opens', () => {
    const { connection, outcomes } = startSession();
    vi.advanceTimersByTime(1100);
    expect(outcomes).toEqual([{ kind: 'timed-out', phase: 'connect' }]);
    expect(connection.state).toBe('connecting');
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

  it('closed early, with its code, where the target closed it', () => {
    const { connection, outcomes } = startSession({ opened: (session) => session.expectWithin(5000) });
    connection.open();
    connection.end({ code: 1011 });
    expect(outcomes).toEqual([{ kind: 'closed-early', code: 1011 }]);
  });

  it('a protocol error for a binary frame', () => {
    const { connection, outcomes } = startSession();
    connection.open();
    connection.handlers.binary(new ArrayBuffer(7), receipt);
    expect(outcomes).toEqual([{ kind: 'protocol-error', what: 'a binary frame of 7 bytes' }]);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it.each<[string, Partial<Behaviour>]>([
    ['opened', { opened: thrower }],
    ['text', { text: thrower }],
    ['a timer', { opened: (session) => session.attempt(thrower) }],
  ])('a script error, where its behaviour throws in %s', (_where, changes) => {
    const { connection, outcomes } = startSession(changes);
    connection.open();
    connection.receive('hello');
    expect(outcomes).toEqual([{ kind: 'script-error', error: new Error('made by the test') }]);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it('a script error, where the engine refuses the URL', () => {
    const behaviour = new NotingBehaviour();
    new Session({ connect: thrower }, request, connectTimeoutMs, behaviour);
    expect(behaviour.outcomes).toEqual([{ kind: 'script-error', error: new Error('made by the test') }]);
  });
});

describe('a session', () => {
  it('counts an exception that comes too late to be its outcome, so that no run passes over it', () => {
    const { session, connection, outcomes } = startSession({ text: thrower });
    connection.open();
    session.settle({ kind: 'done' });
    connection.receive('late');
    connection.end();
    expect(outcomes).toEqual([{ kind: 'done' }]);
    expect(sumOf('script_errors')).toBe(1);
  });

  it('counts what its behaviour throws while it settles, and closes', () => {
    const { session, connection } = startSession({ settled: thrower });
    connection.open();
    session.settle({ kind: 'done' });
    expect(sumOf('script_errors')).toBe(1);
    expect(connection.state).toBe('closing');
    connection.end();
  });

  it('counts what the engine throws on closing, and costs nobody else anything', () => {
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
    new Session({ connect }, request, connectTimeoutMs, new NotingBehaviour());
    expect(timersAtConnect).toBe(1);
  });

  it('hands messages to its behaviour after it settled, until it is closed', () => {
    const { session, connection, texts } = startSession();
    connection.open();
    session.settle({ kind: 'done' });
    connection.receive('late');
    connection.end();
    expect(texts).toEqual(['late']);
  });

  it('shows its behaviour what is in a binary frame, as text', () => {
    const { connection, texts } = startSession();
    connection.open();
    connection.handlers.binary(new TextEncoder().encode('MARKER_X').buffer as ArrayBuffer, receipt);
    connection.end();
    expect(texts).toEqual(['MARKER_X']);
  });

  it('drops the deadline of the connect when it opens: who waits for others is not timed out', () => {
    const { connection, outcomes } = startSession();
    connection.open();
    vi.advanceTimersByTime(60_000);
    expect(outcomes).toEqual([]);
    connection.end();
  });

  it('sends nothing, and does not throw, where the engine gave no connection', () => {
    const session = new Session({ connect: thrower }, request, connectTimeoutMs, new NotingBehaviour());
    session.send('x');
    session.whenTaken(() => {});
    session.close();
    expect(session.bufferedBytes()).toBe(0);
  });

  it('closes a socket that is open, and only once', () => {
    const close = vi.spyOn(FakeConnection.prototype, 'close');
    const { session, connection } = startSession();
    connection.open();
    session.close();
    connection.end();
    session.close();
    expect(close).toHaveBeenCalledTimes(1);
  });
});
