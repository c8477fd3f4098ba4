import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { markerPrefix } from '../../../lib/isolation/marker';
import type { ChatProtocol } from '../../../lib/websocket/protocols/chat-protocol';
import { pam } from '../../../systems/pam';
import { sumOf } from '../../stubs/k6-metrics';
import { answer, failures, forgetBeforeEach, history, isMessage, messages, outcomes, response, talk } from './talk';

forgetBeforeEach();

/** A server to whom a user is the same in every run. */
const sameUsers: ChatProtocol = { ...pam, claims: (user) => ({ sub: `user-${user}` }) };

describe('the history of a conversation', () => {
  it.each([
    ['is not answered', () => {}],
    ['is not known', (socket: WebSocket) => socket.send('{"type":"error","message":"unknown type"}')],
  ])('costs nothing but its check where it %s', async (_what, recall) => {
    await talk({
      hear: (socket, said) => (isMessage(said) ? setTimeout(() => answer(socket, said), 120) : recall(socket)),
    });
    expect([outcomes(), messages(), failures()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }, []]);
    expect([sumOf('histories_asked'), sumOf('histories_shown')]).toEqual([1, 0]);
  });

  it('may greet a user, with what it said in another run', async () => {
    const earlier = markerPrefix({ run: 'QQQQ', vu: 9, user: 7, task: 0 });
    const stranger = markerPrefix({ run: 'QQQQ', vu: 9, user: 8, task: 0 });
    const greeted = (content: string, protocol = sameUsers) =>
      talk({
        protocol,
        hear(socket, said, index) {
          if (index === 0) socket.send(JSON.stringify({ type: 'welcome', last: content }));
          answer(socket, said);
        },
      });
    await greeted(`${earlier}1; ${earlier}2;`);
    expect([sumOf('foreign_markers'), outcomes()]).toEqual([0, ['done']]);
    await greeted(`${stranger}1;`);
    expect(sumOf('foreign_markers')).toBe(1);
    // The run is in PAM's tokens: there it is another user.
    await greeted(`${earlier}1;`, pam);
    expect(sumOf('foreign_markers')).toBe(2);
  });

  it('shows nothing about leaks where all users share a token, and are one user', async () => {
    const other = markerPrefix({ run: 'R4N0', vu: 1, user: 3, task: 0 });
    await talk({
      environment: { JWT_SECRET: '', LOAD_TEST_TOKEN: 'shared' },
      hear(socket, said) {
        answer(socket, said);
        socket.send(response({ id: 'R4N0-3-0', content: `${other}0;` }));
      },
    });
    expect([sumOf('foreign_markers'), sumOf('foreign_chances'), outcomes()]).toEqual([0, 0, ['done']]);
  });
});

describe('the isolation of a conversation', () => {
  const foreign = `${markerPrefix({ run: 'R4N0', vu: 1, user: 3, task: 0 })}0;`;
  const strays = () => [sumOf('foreign_markers'), sumOf('repeated_markers')];

  it("finds another user's answer, also under an id of this user", async () => {
    await talk({
      hear(socket, said, index) {
        if (index === 1) socket.send(response({ id: 'R4N0-3-0', content: foreign }));
        answer(socket, index === 2 ? { ...said, content: foreign } : said);
      },
    });
    // The words of another are no answer to one's own.
    expect([strays(), messages()]).toEqual([[2, 0], { due: 4, ok: 3, answered: 3 }]);
  });

  it('finds an answer that comes twice, and counts it once', async () => {
    await talk({
      hear(socket, said, index) {
        answer(socket, said);
        if (index === 0) answer(socket, said);
      },
    });
    expect([strays(), messages()]).toEqual([[0, 1], { due: 4, ok: 4, answered: 4 }]);
  });

  it("finds another user's words in its own history, and takes those of its own, of this run and earlier ones, for what they are", async () => {
    const own = markerPrefix({ run: 'R4N0', vu: 2, user: 7, task: 0 });
    const earlier = markerPrefix({ run: 'QQQQ', vu: 9, user: 7, task: 0 });
    const recall = (...contents: string[]) =>
      talk({
        protocol: sameUsers,
        hear: (socket, said) => (said.type === 'history' ? socket.send(history(...contents)) : answer(socket, said)),
      });
    await recall(`${own}0;`, `${own}0;`, `${earlier}3;`);
    expect([strays(), outcomes()]).toEqual([[0, 0], ['done']]);
    await recall(`${own}0;`, foreign);
    expect(strays()).toEqual([1, 0]);
  });

  it('does not ask for a history if all users share a token, hence a conversation', async () => {
    const { heard } = await talk({ environment: { JWT_SECRET: '', LOAD_TEST_TOKEN: 'shared' } });
    expect(heard.map(({ type }) => type)).toEqual(['message', 'message', 'message', 'message']);
  });

  it('does not ask a server that gives no history', async () => {
    const { history: _, ...without } = pam;
    const { heard } = await talk({ protocol: without });
    expect(heard.map(({ type }) => type)).not.toContain('history');
    expect(outcomes()).toEqual(['done']);
  });
});
