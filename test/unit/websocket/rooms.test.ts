import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { conversations } from '../../../lib/websocket/flows/conversations';
import { areStrangers, tellsApart } from '../../../lib/websocket/flows/strangers';
import { tokenAttempts } from '../../../lib/websocket/flows/token-attempts';
import type { ChatProtocol } from '../../../lib/websocket/protocols/chat-protocol';
import { pam } from '../../../systems/pam';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { startTarget } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

/** A chat without tokens whose members hear everything that is said in their room. */
const chat: ChatProtocol = {
  name: 'chat',
  room: (user, run) => `${run}-${user % 2}`,
  path: ({ room }) => `/rooms/${room}`,
  message: (id, text) => JSON.stringify({ id, text }),
  read: (message) => ({ kind: 'answer', id: JSON.parse(message).id }),
};
const { room: _, ...alone } = chat;

/** Four users say three messages each. @param hears who hears a message, of all sockets with their paths. */
async function talk(protocol: ChatProtocol, hears: (path: string, speaker: string, message: string) => boolean) {
  const members = new Map<WebSocket, string>();
  const { url, paths } = await startTarget({
    connected(socket, path) {
      members.set(socket, path);
      socket.on('message', (message) => {
        for (const [member, where] of members) if (hears(where, path, String(message))) member.send(String(message));
      });
    },
  });
  setEnvironment({ TARGET_URL: url, TASK_TIMEOUT: '1s' });
  const run = conversations(protocol);
  const load = madeLoad({ users: 4, iterations: 3, togetherAtMs: 300, maxDurationMs: 5000 });
  await run({ ...load, schedule: { intervalMs: 60, durationMs: 200 } }, { run: 'R4N0' });
  return { paths, needs: run.needs };
}

const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);

describe('members of a room', () => {
  it('hear each other, which is no leak, and need no token', async () => {
    const { paths, needs } = await talk(chat, (path, speaker) => path === speaker);
    expect([outcomes(), needs]).toEqual([Array(4).fill('done'), undefined]);
    expect([...paths].sort()).toEqual(['0', '0', '1', '1'].map((room) => `/rooms/R4N0-${room}`));
    expect([sumOf('message_ok'), sumOf('messages_due'), sumOf('foreign_markers')]).toEqual([12, 12, 0]);
    // Next to their own messages they hear those of the other member, until they leave.
    expect(sumOf('markers_checked')).toBeGreaterThan(12);
    expect(sumOf('foreign_chances')).toBe(sumOf('markers_checked'));
  });

  it('must not hear those of another room', async () => {
    // The first words of one user, which all others are there to hear.
    await talk(chat, (path, speaker, message) => path === speaker || message.includes('-U0-T0-M0;'));
    expect([outcomes(), sumOf('foreign_markers')]).toEqual([Array(4).fill('done'), 2]);
  });

  it('prove nothing where all are in one', async () => {
    await talk({ ...chat, room: (_user, run) => run }, () => true);
    expect([sumOf('foreign_markers'), sumOf('foreign_chances')]).toEqual([0, 0]);
    expect(sumOf('markers_checked')).toBeGreaterThan(12);
  });

  it('are everybody for themselves where a protocol has neither rooms nor tokens', async () => {
    const members = new Set<string>();
    await talk({ ...alone, path: ({ index }) => `/${index}` }, (path, speaker, message) => {
      members.add(path);
      return path === speaker || message.includes('-U0-T0-M0;');
    });
    expect([members.size, sumOf('foreign_markers')]).toEqual([4, 3]);
  });
});

describe('strangers', () => {
  const [me, member, stranger] = [0, 2, 1].map((user) => ({ user, run: 'R4N0' }));
  const elsewhere = { user: 0, run: 'R4N1' };

  it.each<[string, ChatProtocol, object, readonly boolean[], boolean]>([
    ['rooms', chat, {}, [false, true, true], true],
    [
      'rooms and a token that all share',
      { ...chat, ...pam, ...chat },
      { LOAD_TEST_TOKEN: 'x' },
      [false, true, true],
      true,
    ],
    ['tokens of their own', pam, { JWT_SECRET: 'x' }, [true, true, true], true],
    ['a token that all share', pam, { LOAD_TEST_TOKEN: 'x' }, [false, false, false], false],
    ['neither', alone, {}, [true, true, true], true],
  ])('are told apart by %s', (_what, protocol, environment, expected, apart) => {
    setEnvironment(environment as Record<string, string>);
    const found = [member, stranger, elsewhere].map((other) =>
      areStrangers(protocol, me as typeof elsewhere, other as typeof elsewhere),
    );
    expect([found, tellsApart(protocol)]).toEqual([expected, apart]);
  });
});

it('tries no tokens of users who have none', () => {
  expect(() => tokenAttempts(chat)).toThrow(/"chat" has no claims/);
});
