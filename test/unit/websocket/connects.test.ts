import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dialect } from '../../../lib/websocket/dialect/dialect';
import { connects } from '../../../lib/websocket/flows/connects';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { startTarget } from './target';

const run = connects((iteration) => `/ws/benchmark_${iteration}`);

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('connects', () => {
  it('opens one socket after the other, each on its own path, and times each', async () => {
    const { url, paths, clients } = await startTarget();
    setEnvironment({ TARGET_URL: url });
    await run(madeLoad({ iterations: 5 }), { run: 'R4N0' });
    expect(paths).toEqual([0, 1, 2, 3, 4].map((iteration) => `/ws/benchmark_${iteration}`));
    const times = samplesOf('connect_time').map(({ value }) => value);
    expect(times).toHaveLength(5);
    expect(Math.min(...times)).toBeGreaterThan(0);
    expect(sumOf('connect_time_samples')).toBe(5);
    expect(sumOf('connect_time_squares')).toBeCloseTo(times.reduce((sum, time) => sum + time ** 2, 0));
    expect([sumOf('connect_ok'), sumOf('outcomes'), sumOf('open_sockets')]).toEqual([5, 5, 0]);
    await vi.waitFor(() => expect(clients.size).toBe(0));
  });

  it('takes a socket that the target closes at once for no success, with no time', async () => {
    const { url } = await startTarget({ connected: (socket) => setTimeout(() => socket.close(4406), 5) });
    setEnvironment({ TARGET_URL: url });
    await run(madeLoad({ iterations: 3 }), { run: 'R4N0' });
    expect(samplesOf('connect_ok').map(({ value }) => value)).toEqual([0, 0, 0]);
    expect(samplesOf('outcomes').map(({ tags }) => tags?.outcome)).toEqual(Array(3).fill('closed-early'));
    expect(sumOf('connect_time_samples')).toBe(0);
  });

  it('takes no word of the target for success: one that pings and then closes has closed at once', async () => {
    const { url } = await startTarget({
      connected(socket) {
        socket.send('ping?');
        setTimeout(() => socket.close(4406), 20);
      },
    });
    setEnvironment({ TARGET_URL: url });
    const spoken = dialect({ reply: () => 'pong!' });
    await connects({ ...spoken, name: 'connect', path: () => '/' })(madeLoad(), { run: 'R4N0' });
    expect([sumOf('connect_ok'), sumOf('outcomes')]).toEqual([0, 1]);
  });

  it('holds the sockets of a user for two seconds in all, and one for no more than 100 ms', async () => {
    const heldMs: number[] = [];
    const { url } = await startTarget({
      connected(socket) {
        const openedMs = performance.now();
        socket.on('close', () => heldMs.push(performance.now() - openedMs));
      },
    });
    setEnvironment({ TARGET_URL: url });
    await run(madeLoad({ iterations: 1 }), { run: 'R4N0' });
    await run(madeLoad({ iterations: 100 }), { run: 'R4N0' });
    await vi.waitFor(() => expect(heldMs).toHaveLength(101));
    const [single = 0, ...others] = heldMs;
    expect(single).toBeGreaterThan(90);
    expect(others.sort((a, b) => a - b)[50]).toBeGreaterThan(15);
    expect(others[50]).toBeLessThan(60);
  });

  it('counts a refusal as an attempt that failed, and takes no time for it', async () => {
    let asked = 0;
    const { url } = await startTarget({
      upgrade(_request, socket, accept) {
        if (asked++ === 1) socket.end('HTTP/1.1 429 Too Many Requests\r\n\r\n');
        else accept();
      },
    });
    setEnvironment({ TARGET_URL: url });
    await run(madeLoad({ iterations: 3 }), { run: 'R4N0' });
    expect(samplesOf('connect_ok').map(({ value }) => value)).toEqual([1, 0, 1]);
    expect(samplesOf('outcomes').map(({ tags }) => tags?.outcome)).toEqual(['done', 'refused', 'done']);
    expect(sumOf('connect_time_samples')).toBe(2);
  });
});
