import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { broadcasts } from '../../../lib/websocket/flows/broadcasts';
import { bySocket } from '../../../systems/broadcast';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { startTarget, type TargetOptions } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

/** Three clients hear ten broadcasts of a server that sends each to all its clients. */
async function broadcast(options: TargetOptions = {}): Promise<void> {
  const { url, clients } = await startTarget({
    ...options,
    connected(socket: WebSocket) {
      socket.on('message', (message) => {
        for (const client of clients) client.send(String(message));
      });
    },
  });
  setEnvironment({ TARGET_URL: url });
  const load = madeLoad({ users: 3, iterations: 10, togetherAtMs: 100 });
  await broadcasts(100, bySocket)(load, { run: 'R4N0' });
}

const shares = () => samplesOf('delivery_share').map(({ value }) => value);
const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);

describe('broadcasts', () => {
  it('reach every receiver, and count for the receivers only, not for the socket that sends them', async () => {
    await broadcast();
    expect([sumOf('broadcasts_sent'), sumOf('messages_received'), sumOf('markers_checked')]).toEqual([10, 30, 30]);
    expect([shares(), sumOf('delivery_time_samples')]).toEqual([[1, 1, 1], 30]);
    expect(outcomes()).toEqual(['done', 'done', 'done', 'done']);
  });

  it('are lost for a receiver whose socket opens after the last of them, and it does not hold the run', async () => {
    let asked = 0;
    await broadcast({ upgrade: (_request, _socket, accept) => void setTimeout(accept, asked++ === 1 ? 2700 : 0) });
    expect([shares().sort(), outcomes()]).toEqual([
      [0, 1, 1],
      ['done', 'done', 'done', 'done'],
    ]);
  });
});
