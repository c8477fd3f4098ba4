import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCount } from '../../../lib/load/open-count';
import { dialect } from '../../../lib/websocket/dialect/dialect';
import type { Speaking } from '../../../lib/websocket/dialect/speaking';
import { resetSamples, sumOf } from '../../stubs/k6-metrics';
import { connectTimeoutMs, type FakeConnection, NotingFlow, receipt, startFlow } from './fake-engine';
import { madeSpeaker } from './made';

beforeEach(() => {
  vi.useFakeTimers();
  resetSamples();
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left armed').toBe(0);
  expect(openCount.get(), 'sockets counted as open').toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Notes also what it overhears, and when it begins. */
class Listener extends NotingFlow {
  readonly overheards: string[] = [];
  begun = 0;
  override opened(): void {
    this.begun++;
  }
  overheard(_session: unknown, text: string): void {
    this.overheards.push(text);
  }
}

/** A flow that speaks a dialect, on a fake socket. */
function start(speaking: Speaking) {
  const flow = new Listener();
  const speaker = madeSpeaker();
  const { speech } = dialect(speaking);
  if (!speech) throw new Error('a dialect without speech');
  return { ...startFlow(speech(flow, speaker)), flow, speaker };
}

/** As socket.io does it. */
const entering: Speaking = {
  enter(heard) {
    if (heard === '0{}') return { kind: 'wait', say: '40' };
    if (heard?.startsWith('44')) return { kind: 'refused', reason: heard.slice(2) };
    return { kind: heard?.startsWith('40') ? 'in' : 'wait' };
  },
};

describe('a user who enters', () => {
  it('is connected when it is in, and begins then', () => {
    const { connection, session, flow, speaker } = start(entering);
    connection.open();
    connection.receive('0{}');
    expect([connection.sent, flow.begun, openCount.get()]).toEqual([['40'], 0, 0]);
    connection.receive('40{"sid":"A"}');
    expect([flow.begun, openCount.get(), speaker.entered]).toEqual([1, 1, '40{"sid":"A"}']);
    connection.receive('42');
    expect([flow.overheards, flow.texts]).toEqual([['0{}', '40{"sid":"A"}'], ['42']]);
    session.settle({ kind: 'done' });
    expect([sumOf('connect_ok'), sumOf('messages_received')]).toEqual([1, 3]);
    connection.end();
  });

  it.each<[string, Partial<ReturnType<NonNullable<Speaking['enter']>>>, readonly string[]]>([
    ['at once, without a word', { kind: 'in' }, []],
    ['at once, with a word that nobody answers', { kind: 'in', say: 'hello' }, ['hello']],
  ])('may be in %s', (_how, step, sent) => {
    const { connection, session, flow } = start({ enter: () => step as { kind: 'in' } });
    connection.open();
    expect([flow.begun, connection.sent]).toEqual([1, sent]);
    session.settle({ kind: 'done' });
    connection.end();
  });

  it.each<[string, object, (connection: FakeConnection) => void]>([
    [
      'turned away by a message',
      { kind: 'turned-away', by: 'message', reason: '"full"' },
      (it) => it.receive('44"full"'),
    ],
    [
      'turned away by a close',
      { kind: 'turned-away', by: 'close', code: 4401, reason: 'who?' },
      (it) => it.end({ code: 4401, reason: 'who?' }),
    ],
    [
      'timed out, with the last that it heard',
      { kind: 'timed-out', phase: 'enter', last: 'wait' },
      (it) => {
        it.receive('wait');
        vi.advanceTimersByTime(connectTimeoutMs + 250);
      },
    ],
  ])('is %s, and was never connected', (_how, outcome, happen) => {
    const { connection, flow } = start(entering);
    connection.open();
    happen(connection);
    connection.end();
    expect([flow.outcomes, flow.begun]).toEqual([[outcome], 0]);
    expect([sumOf('outcomes'), sumOf('connect_ok')]).toEqual([1, 0]);
  });

  it('costs its socket if the target is not understood, and the run if the script fails by itself', () => {
    const enter = (heard: string | undefined) => JSON.parse(heard ?? '{"kind":"wait"}');
    const garbled = start({ enter });
    garbled.connection.open();
    garbled.connection.receive('oops');
    const broken = start({
      enter: () => {
        throw new Error('made by the test');
      },
    });
    broken.connection.open();
    for (const { connection } of [garbled, broken]) connection.end();
    expect([garbled.flow.outcomes[0]?.kind, broken.flow.outcomes[0]?.kind]).toEqual(['protocol-error', 'script-error']);
  });

  it('is closed at once, and not connected, where the target closes it right after letting it in', () => {
    const { connection } = start({ enter: () => ({ kind: 'in' }) });
    connection.open();
    connection.end({ code: 1008 });
    expect(sumOf('connect_ok')).toBe(0);
  });
});

describe('a dialect', () => {
  it('replies at once, also before the user is in, and hands the message on', () => {
    const { connection, session, flow } = start({
      ...entering,
      reply: (message) => (message === '2' ? '3' : undefined),
    });
    connection.open();
    connection.receive('2');
    connection.receive('40');
    connection.receive('2');
    connection.receive('42');
    session.settle({ kind: 'done' });
    expect([connection.sent, flow.texts]).toEqual([
      ['3', '3'],
      ['2', '42'],
    ]);
    connection.end();
  });

  it('splits a frame into its messages, which may be none', () => {
    const { connection, session, flow } = start({ split: (frame) => frame.split('\n').filter((line) => line !== '') });
    connection.open();
    connection.receive('first\nsecond\n');
    connection.receive('\n');
    session.settle({ kind: 'done' });
    expect(flow.texts).toEqual(['first', 'second']);
    connection.end();
  });

  it.each([
    ['utf8', 'é€😀', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
    ['bytes', '\u0000A\u00ff', [0, 65, 255]],
  ] as const)('writes and reads binary frames as %s', (binary, text, bytes) => {
    const { connection, session, flow } = start({ binary });
    connection.open();
    session.send(text);
    expect([...new Uint8Array(connection.sent[0] as ArrayBuffer)]).toEqual(bytes);
    connection.handlers.binary(new Uint8Array(bytes).buffer, receipt);
    expect([flow.texts, session.outcome]).toEqual([[text], undefined]);
    session.settle({ kind: 'done' });
    connection.end();
  });

  it('says who a flow is, and lingers as it does', () => {
    const { connection, session, flow } = start({ reply: () => undefined });
    Object.assign(flow, { lingerMs: 100, isTask: true });
    connection.open();
    session.settle({ kind: 'done' });
    expect([connection.state, sumOf('task_ok')]).toEqual(['open', 1]);
    vi.advanceTimersByTime(100);
    expect(connection.state).toBe('closing');
    connection.end();
  });
});
