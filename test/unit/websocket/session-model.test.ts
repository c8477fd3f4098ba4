import { describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import type { Session } from '../../../lib/websocket/session/flow';
import { seeded } from '../seeded';
import { type FakeConnection, receipt, startSession } from './fake-engine';

type Step = (connection: FakeConnection, session: Session) => void;

/** What may happen to a socket; a step that its state does not allow does nothing, as with k6. */
const steps: Readonly<Record<string, Step>> = {
  opens: (connection) => connection.state === 'connecting' && connection.open(),
  receives: (connection) => connection.state === 'open' && connection.receive('hello'),
  receivesBinary: (connection) =>
    connection.state === 'open' && connection.handlers.binary(new ArrayBuffer(3), receipt),
  ends: (connection) => connection.state !== 'closed' && connection.end({ code: 1000 }),
  settles: (_connection, session) => session.settle({ kind: 'done' }),
  fails: (_connection, session) => session.fail(new Error('made by the test')),
  expects: (connection, session) => connection.state === 'open' && !session.outcome && session.expectWithin(300),
  lets: (connection, session) => connection.state === 'open' && session.letIn(),
  waits: () => vi.advanceTimersByTime(250),
};

describe('a session, whatever happens in whatever order,', () => {
  it('settles exactly once, is never closed while it connects, and leaves neither a timer nor a count behind', () => {
    vi.useFakeTimers();
    for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
    const names = Object.keys(steps);
    for (let seed = 0; seed < 800; seed++) {
      const random = seeded(seed);
      const thrown = random(4);
      const told: string[] = [];
      let isIn = false;
      const enters = random(2) === 1;
      const { session, connection, ended } = startSession({
        enters,
        lingerMs: random(2) * 200,
        opened: () => {
          told.push('opened');
          if (thrown === 1) throw new Error('opened');
        },
        message: () => {
          told.push('message');
          if (thrown === 2) throw new Error('message');
        },
        over: () => {
          told.push('over');
          if (thrown === 3) throw new Error('over');
        },
      });
      const taken: string[] = [];
      for (let count = 0; count < 12; count++) {
        const name = names[random(names.length)] ?? '';
        taken.push(name);
        const letsIn = name === (enters ? 'lets' : 'opens') && !session.outcome;
        const before = connection.state;
        steps[name]?.(connection, session);
        isIn ||= letsIn && (enters ? before === 'open' : before === 'connecting');
        const counts = isIn && (connection.state === 'open' || connection.state === 'closing');
        expect({ seed, enters, taken, open: openCount.get() }).toEqual({ seed, enters, taken, open: counts ? 1 : 0 });
      }
      steps.ends?.(connection, session);
      steps.waits?.(connection, session);
      const overs = told.filter((what) => what === 'over').length;
      expect({ seed, taken, ended: ended.length, overs, last: told.at(-1) }).toEqual({
        seed,
        taken,
        ended: 1,
        overs: 1,
        last: 'over',
      });
      const { wasClosedConnecting } = connection;
      expect({ seed, taken, wasClosedConnecting, timers: vi.getTimerCount(), open: openCount.get() }).toEqual({
        seed,
        taken,
        wasClosedConnecting: false,
        timers: 0,
        open: 0,
      });
    }
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});
