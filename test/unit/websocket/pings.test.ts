import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { pings } from '../../../lib/websocket/flows/pings';
import { pings as throughput } from '../../../systems/tasks';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { WebSocket as Stub } from '../../stubs/k6-websockets';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { startTarget, type TargetOptions } from './target';

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Sends pings to a target with these options. @returns the numbers of the pings that came. */
async function ping(count: number, options: TargetOptions, environment = {}): Promise<number[]> {
  const came: number[] = [];
  const { url } = await startTarget({
    ...options,
    connected(socket, path) {
      socket.on('message', (message) => came.push(JSON.parse(String(message)).seq));
      options.connected?.(socket, path);
    },
  });
  setEnvironment({ TARGET_URL: url, ...environment });
  await pings(throughput)(madeLoad({ iterations: count }), { run: 'R4N0' });
  return came;
}

const answering = (socket: WebSocket) =>
  socket.on('message', (message) => socket.send(`{"event_type":"pong","data":${message}}`));
const kinds = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);

describe('pings', () => {
  it('sends them all in order, each once, and hears the answers', async () => {
    const came = await ping(2500, { connected: answering });
    expect(came).toEqual(Array.from({ length: 2500 }, (_, seq) => seq));
    expect([sumOf('pings_sent'), sumOf('pings_answered'), sumOf('messages_received')]).toEqual([2500, 2500, 2500]);
    expect(['ping_rate_samples', 'ping_send_time_samples', 'connect_ok', 'task_ok'].map(sumOf)).toEqual([1, 1, 1, 1]);
    expect(sumOf('ping_rate')).toBeGreaterThan(1000);
    expect(sumOf('ping_send_time')).toBeGreaterThan(0);
    expect(kinds()).toEqual(['done']);
  });

  it('is done without answers, because the document asks for none, after a second', async () => {
    const startedMs = performance.now();
    await ping(10, {});
    expect(performance.now() - startedMs).toBeLessThan(2000);
    expect([kinds(), sumOf('pings_sent'), sumOf('pings_answered')]).toEqual([['done'], 10, 0]);
  });

  it('waits with a thousand on their way until the target has read them', async () => {
    const read: number[] = [];
    const counting = (socket: WebSocket) => {
      let count = 0;
      socket.on('message', () => count++);
      socket.on('ping', () => read.push(count));
      answering(socket);
    };
    await ping(3500, { connected: counting });
    expect(read).toEqual([1000, 2000, 3000, 3500]);
    await ping(1000, { connected: counting });
    expect(read.slice(4)).toEqual([1000]);
  });

  it('hears answers that come after the last ping', async () => {
    await ping(10, {
      connected: (socket) => socket.on('message', () => setTimeout(() => socket.send('{"type": "pong"}'), 60)),
    });
    expect([kinds(), sumOf('pings_answered')]).toEqual([['done'], 10]);
  });

  it('is a script error if the engine throws while it sends', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(Stub.prototype, 'send').mockImplementationOnce(() => {
      throw new Error('made by the test');
    });
    await ping(10, { connected: answering });
    expect([kinds(), sumOf('script_errors'), sumOf('task_ok')]).toEqual([['script-error'], 1, 0]);
  });

  it('is timed out by a target that stopped reading: what the kernel took in is no throughput', async () => {
    const deaf: TargetOptions = {
      connected(socket) {
        socket.pause();
        (socket as unknown as { _socket: Socket })._socket.pause();
      },
    };
    await ping(50, deaf, { TASK_TIMEOUT: '200ms' });
    expect([kinds(), sumOf('task_ok'), samplesOf('ping_rate').length]).toEqual([['timed-out'], 0, 0]);
  });

  it('is closed early, and has no rate, if the target drops the socket in the middle', async () => {
    let count = 0;
    await ping(5000, { connected: (socket) => socket.on('message', () => ++count === 1500 && socket.terminate()) });
    expect([kinds(), sumOf('task_ok'), sumOf('connect_ok')]).toEqual([['closed-early'], 0, 1]);
    expect([samplesOf('ping_rate').length, sumOf('script_errors')]).toEqual([0, 0]);
  });

  it('is refused if the target refuses', async () => {
    await ping(10, { upgrade: (_request, socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n') });
    expect([kinds(), sumOf('task_ok'), sumOf('connect_ok')]).toEqual([['refused'], 0, 0]);
  });
});
