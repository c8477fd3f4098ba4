import { createVerifier } from 'fast-jwt';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { markerPrefix } from '../../../lib/isolation/marker';
import { conversations } from '../../../lib/websocket/flows/conversations';
import { pam } from '../../../systems/pam';
import execution from '../../stubs/k6-execution';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { answer, forgetBeforeEach, load, messages, outcomes, type Said, talk } from './talk';
import { startTarget } from './target';

forgetBeforeEach();

describe('a conversation', () => {
  it('sends every message at its moment, each with a marker of its own, and records each answer once', async () => {
    const { heard, tookMs, timersLeft } = await talk();
    const said = heard.filter(({ type }) => type === 'message');
    const prefix = markerPrefix({ run: 'R4N0', vu: 2, user: 7, task: 0 });
    expect(said.map(({ content }) => content)).toEqual([0, 1, 2, 3].map((message) => `${prefix}${message};`));
    expect(new Set(said.map(({ id }) => id)).size).toBe(4);
    expect([outcomes(), messages()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }]);
    expect([sumOf('connect_ok'), sumOf('message_time_samples'), sumOf('markers_checked')]).toEqual([1, 4, 4]);
    expect(sumOf('message_time')).toBeLessThan(500);
    expect(timersLeft).toBe(0);
    // It stays to the end, although the last message is answered before it.
    expect(tookMs).toBeGreaterThan(200 + 290);
  });

  it('does not wait for answers before it goes on', async () => {
    const { heard } = await talk({
      hear: (socket, said) => setTimeout(() => socket.readyState === 1 && answer(socket, said), 180),
    });
    const moments = heard.filter(({ type }) => type === 'message').map(({ atMs }) => atMs);
    expect(moments).toHaveLength(4);
    expect(Math.max(...moments) - Math.min(...moments)).toBeLessThan(180);
    expect(messages()).toEqual({ due: 4, ok: 4, answered: 4 });
    expect(samplesOf('message_time')).toHaveLength(4);
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
    const times = samplesOf('message_time').map(({ value }) => value);
    expect(times).toHaveLength(4);
    expect(Math.max(...times)).toBeGreaterThan(110);
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
