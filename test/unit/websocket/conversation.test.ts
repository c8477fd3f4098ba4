import { createVerifier } from 'fast-jwt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { markerPrefix } from '../../../lib/isolation/marker';
import type { SocketLoad } from '../../../lib/load/sockets';
import { answerHabits } from '../../../lib/websocket/flows/answer-habits';
import { converse } from '../../../lib/websocket/flows/conversation';
import { conversations } from '../../../lib/websocket/flows/conversations';
import type { ChatProtocol } from '../../../lib/websocket/protocols/chat-protocol';
import { pam } from '../../../systems/pam';
import execution from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad, madeUser } from './made';
import { startTarget } from './target';

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

interface Said {
  readonly type: string;
  readonly id: string;
  readonly content: string;
}

const response = ({ id, content }: Pick<Said, 'id' | 'content'>): string =>
  JSON.stringify({ type: 'response', id, user: 'x', content: `You said: ${content}` });
const history = (...contents: string[]): string =>
  JSON.stringify({ type: 'history', messages: contents.map((content) => ({ role: 'user', content })) });

/** Answers everything at once, as it should be. */
const answer = (socket: WebSocket, said: Said): void =>
  socket.send(said.type === 'history' ? history() : response(said));

/** Four messages of one user, 50 ms apart, and a while without one. */
const schedule = { intervalMs: 50, durationMs: 300 };
// It begins when the socket is open also on a machine that is busy.
const load: Partial<SocketLoad> = { iterations: 4, togetherAtMs: 200, maxDurationMs: 5000 };

interface Meeting {
  /** What the target does with a message, of which it is the n-th from 0. */
  readonly hear?: (socket: WebSocket, said: Said, index: number) => void;
  readonly protocol?: ChatProtocol;
  readonly environment?: Readonly<Record<string, string>>;
  readonly accept?: boolean;
  readonly openAfterMs?: number;
}

/** One user talks with a target. */
async function talk({ hear = answer, protocol = pam, environment, accept = true, openAfterMs = 0 }: Meeting = {}) {
  const heard: (Said & { readonly atMs: number })[] = [];
  const headers: (string | undefined)[] = [];
  const { url, paths } = await startTarget({
    upgrade(request, socket, open) {
      headers.push(request.headers.authorization);
      if (accept) setTimeout(open, openAfterMs);
      else socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    },
    connected: (socket) =>
      socket.on('message', (message) => {
        const said: Said = JSON.parse(String(message));
        heard.push({ ...said, atMs: performance.now() });
        hear(socket, said, heard.length - 1);
      }),
  });
  setEnvironment({ TARGET_URL: url, JWT_SECRET: 'x', TASK_TIMEOUT: '300ms', ...environment });
  execution.scenario.startTime = Date.now();
  const user = madeUser({ ...load, users: 10 });
  const startedMs = performance.now();
  await converse(user, schedule, protocol);
  answerHabits.settle();
  return { heard, headers, paths, tookMs: performance.now() - startedMs };
}

const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);
const messages = () => ({ due: sumOf('messages_due'), ok: sumOf('message_ok'), answered: sumOf('messages_answered') });

describe('a conversation', () => {
  it('sends every message at its moment, each with a marker of its own, and records each answer once', async () => {
    const { heard, tookMs } = await talk();
    const said = heard.filter(({ type }) => type === 'message');
    const prefix = markerPrefix({ run: 'R4N0', vu: 2, user: 7, task: 0 });
    expect(said.map(({ content }) => content)).toEqual([0, 1, 2, 3].map((message) => `${prefix}${message};`));
    expect(new Set(said.map(({ id }) => id)).size).toBe(4);
    expect([outcomes(), messages()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }]);
    expect([sumOf('connect_ok'), sumOf('message_time_samples'), sumOf('markers_checked')]).toEqual([1, 4, 4]);
    expect(sumOf('message_time')).toBeLessThan(500);
    // It stays to the end, although the last message is answered before it.
    expect(tookMs).toBeGreaterThan(200 + 290);
  });

  it('does not wait for answers before it goes on', async () => {
    const { heard } = await talk({
      hear: (socket, said) => setTimeout(() => socket.readyState === 1 && answer(socket, said), 180),
    });
    const moments = heard.filter(({ type }) => type === 'message').map(({ atMs }) => atMs);
    expect(Math.max(...moments) - Math.min(...moments)).toBeLessThan(180);
    expect(messages()).toEqual({ due: 4, ok: 4, answered: 4 });
    for (const { value } of samplesOf('message_time')) expect(value).toBeGreaterThan(170);
  });

  it('sends a token of its own in the handshake', async () => {
    const { headers, paths } = await talk();
    const [, token = ''] = headers[0]?.split('Bearer ') ?? [];
    expect(createVerifier({ key: 'x', algorithms: ['HS256'] })(token).sub).toMatch(/^load-test-[0-9A-Z]{4,12}-user-7$/);
    expect(paths).toEqual(['/api/v1/pam']);
  });

  it('counts a message that is not answered as failed, and does not wait for ever', async () => {
    const { tookMs } = await talk({ hear: (socket, said, index) => index !== 1 && answer(socket, said) });
    expect([outcomes(), messages()]).toEqual([['timed-out'], { due: 4, ok: 3, answered: 3 }]);
    expect(tookMs).toBeLessThan(2000);
  });

  it('counts an answer that came after TASK_TIMEOUT as failed, with its time', async () => {
    await talk({
      hear: (socket, said) => setTimeout(() => answer(socket, said), said.id?.endsWith('-0') ? 120 : 0),
      environment: { TASK_TIMEOUT: '100ms' },
    });
    expect(messages()).toEqual({ due: 4, ok: 3, answered: 4 });
  });

  it('counts messages that it could not send any more as failed if the target drops the socket', async () => {
    const { tookMs } = await talk({
      hear: (socket, said, index) => (index === 0 ? answer(socket, said) : socket.terminate()),
    });
    expect([outcomes(), messages()]).toEqual([['closed-early'], { due: 4, ok: 1, answered: 1 }]);
    expect(tookMs).toBeLessThan(1000);
  });

  it('asks for no message of a user that was not let in', async () => {
    await talk({ accept: false });
    expect([outcomes(), sumOf('connect_ok'), messages()]).toEqual([['refused'], 0, { due: 0, ok: 0, answered: 0 }]);
  });

  it('leaves out the moments that had passed when its socket opened', async () => {
    const { heard } = await talk({ openAfterMs: 450 });
    expect(heard.filter(({ type }) => type === 'message')).toEqual([]);
    expect([outcomes(), messages()]).toEqual([['done'], { due: 0, ok: 0, answered: 0 }]);
  });

  it.each([
    [
      'by its id',
      (socket: WebSocket, { id }: Said) => socket.send(JSON.stringify({ type: 'error', id, message: 'no' })),
    ],
    ['as the oldest', (socket: WebSocket) => socket.send('{"type":"error","message":"no"}')],
  ])('counts a message that the target could not answer %s as failed, and goes on', async (_how, refuse) => {
    await talk({ hear: (socket, said, index) => (index === 1 ? refuse(socket, said) : answer(socket, said)) });
    expect([outcomes(), messages()]).toEqual([['error-answer'], { due: 4, ok: 3, answered: 3 }]);
  });

  it.each([
    ['garbage', (socket: WebSocket) => socket.send('{"type":"resp')],
    ['a binary frame', (socket: WebSocket) => socket.send(Buffer.from([1, 2]))],
  ])('ends at %s', async (_what, spoil) => {
    await talk({ hear: (socket, said, index) => (index === 2 ? spoil(socket) : answer(socket, said)) });
    expect([outcomes(), messages()]).toEqual([['protocol-error'], { due: 4, ok: 2, answered: 2 }]);
  });

  it('is a script error, and of this user only, if the protocol throws', async () => {
    const message = () => {
      throw new Error('made by the test');
    };
    await talk({ protocol: { ...pam, message } });
    expect([outcomes(), sumOf('script_errors'), sumOf('messages_due')]).toEqual([['script-error'], 1, 4]);
  });
});

const failures = () => samplesOf('messages_failed').map(({ tags }) => tags?.what);
const isMessage = ({ type }: Said) => type === 'message';

/** A server to whom a user is the same in every run. */
const sameUsers: ChatProtocol = { ...pam, claims: (user) => ({ sub: `user-${user}` }) };

describe('the answers of a conversation', () => {
  it('fail where each carries the words of the answer before', async () => {
    let before = 'Hello.';
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        socket.send(response({ id: said.id, content: before }));
        before = said.content;
      },
    });
    expect([outcomes(), messages()]).toEqual([['done'], { due: 4, ok: 1, answered: 1 }]);
    expect(failures()).toEqual(Array(3).fill('the answer to another message'));
  });

  it('fail where they are empty', async () => {
    await talk({
      hear: (socket, said) =>
        isMessage(said)
          ? socket.send(JSON.stringify({ type: 'response', id: said.id, content: '' }))
          : answer(socket, said),
    });
    expect([outcomes(), messages().ok, failures()]).toEqual([['timed-out'], 0, Array(4).fill('an empty answer')]);
  });

  it('are whole where they come in parts, also where a part ends within the marker', async () => {
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        for (const delta of ['', 'You said: ', ...(said.content.match(/.{1,9}/g) ?? []), ' Well.'])
          socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
      },
    });
    expect([outcomes(), messages(), failures()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }, []]);
    expect([sumOf('foreign_markers'), sumOf('repeated_markers')]).toEqual([0, 0]);
  });

  it('are waited for where their parts come slowly, by a user of whom nothing is known yet', async () => {
    await talk({
      hear(socket, said, index) {
        if (!isMessage(said)) return answer(socket, said);
        const part = (delta: string) => socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
        part('You said: ');
        setTimeout(() => part(said.content), index === 3 ? 260 : 300);
      },
      environment: { TASK_TIMEOUT: '1s' },
    });
    expect([messages(), failures()]).toEqual([{ due: 4, ok: 4, answered: 4 }, []]);
  });

  it("find another user's marker that is cut between two parts", async () => {
    await talk({
      hear(socket, said, index) {
        const part = (delta: string) => socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
        if (index === 1) for (const delta of ['> MARK', 'ER_R4N0-V1-U3-T0-M0;']) part(delta);
        answer(socket, said);
      },
    });
    expect(sumOf('foreign_markers')).toBe(1);
  });

  it.each([
    ['quotes', ({ content }: Said) => [`> ${content}\n\n${content} ${content}`], 1],
    ['streams the whole text in each of four parts', ({ content }: Said) => Array(4).fill(content), 4],
  ])('are not repeated where the server %s, which is its habit', async (_what, parts, copies) => {
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        for (const content of parts(said)) socket.send(response({ id: said.id, content }));
      },
    });
    expect([outcomes(), messages().ok, sumOf('repeated_markers')]).toEqual([['done'], 4, 0]);
    expect(samplesOf('answer_copies').map(({ value }) => value)).toEqual(copies > 1 ? [copies] : []);
  });

  it('count by their id where none holds what was said, and histories show whose they are', async () => {
    const said: string[] = [];
    const { tookMs } = await talk({
      hear(socket, message) {
        if (!isMessage(message)) return socket.send(history(...said));
        said.push(message.content);
        socket.send(response({ id: message.id, content: 'Certainly.' }).replace('You said: ', ''));
      },
    });
    expect([outcomes(), messages(), failures()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }, []]);
    expect([sumOf('markers_checked'), sumOf('foreign_chances')]).toEqual([4, 4]);
    expect([sumOf('message_time_samples'), sumOf('message_time_median_samples')]).toEqual([4, 1]);
    expect(tookMs).toBeLessThan(750);
  });

  it('fail without their marker where the others have theirs', async () => {
    await talk({
      hear: (socket, said, index) => answer(socket, index === 1 ? { ...said, content: 'What?' } : said),
    });
    expect([messages(), failures()]).toEqual([{ due: 4, ok: 3, answered: 3 }, ['an answer without its marker']]);
  });
});

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

describe('conversations', () => {
  it('are out of phase with each other', async () => {
    const moments = new Map<string, number>();
    const { url } = await startTarget({
      connected: (socket) =>
        socket.on('message', (message) => {
          const said: Said = JSON.parse(String(message));
          if (said.id?.endsWith('-0')) moments.set(said.id, performance.now());
          answer(socket, said);
        }),
    });
    setEnvironment({ TARGET_URL: url, JWT_SECRET: 'x' });
    execution.scenario.startTime = Date.now();
    const schedule = { intervalMs: 400, durationMs: 400 };
    await conversations(pam)({ ...madeLoad({ ...load, users: 4, iterations: 1 }), schedule }, { run: 'R4N0' });
    const [first = 0, ...others] = [...moments.values()];
    expect(others).toHaveLength(3);
    for (const [index, atMs] of others.entries()) expect(Math.abs(atMs - first - (index + 1) * 100)).toBeLessThan(80);
  });
});
