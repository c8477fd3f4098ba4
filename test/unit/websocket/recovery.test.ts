import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { recovery } from '../../../lib/websocket/flows/recovery';
import { bySocket } from '../../../systems/broadcast';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { startTarget } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const foreign = '{"data":{"message":"MARKER_R9-V0-U7-T0-M3;"}}';

/** One client leaves and comes back; the server sends each message to all its clients. */
async function recover({ perSecond = 50, connected = (_socket: WebSocket) => {} }): Promise<void> {
  const { url, clients } = await startTarget({
    connected(socket) {
      connected(socket);
      socket.on('message', (message) => {
        for (const client of clients) client.send(String(message));
      });
    },
  });
  setEnvironment({ TARGET_URL: url });
  await recovery(perSecond, bySocket)(madeLoad({ iterations: 3 }), { run: 'R4N0' });
}

const values = (name: string) => samplesOf(name).map(({ value }) => value);

describe('recovery', () => {
  it('takes how soon a client hears broadcasts again, and how many went out while it was away', async () => {
    await recover({});
    expect([sumOf('task_ok'), values('reconnect_time').length, values('recovery_time').length]).toEqual([3, 2, 2]);
    // One each 20 ms.
    for (const missed of values('missed_messages')) expect(missed).toBeLessThan(20);
    expect(Math.min(...values('missed_messages'))).toBeGreaterThanOrEqual(0);
    expect([sumOf('foreign_markers'), sumOf('lost_markers')]).toEqual([0, 0]);
    expect(sumOf('markers_checked')).toBeGreaterThan(20);
  });

  it('finds a message of another channel, and does not take it for a recovery', async () => {
    await recover({ perSecond: 4, connected: (socket) => socket.send(foreign) });
    // What the broadcaster's own socket receives is not counted.
    expect(sumOf('foreign_markers')).toBe(3);
    expect(Math.min(...values('missed_messages'))).toBeGreaterThanOrEqual(0);
  });

  it('fails a client that hears nothing again for five seconds', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    let opened = 0;
    // The broadcaster, the client, and the client again.
    await recover({
      connected(socket) {
        if (++opened === 3) vi.spyOn(socket, 'send').mockImplementation(() => {});
      },
    });
    expect(
      samplesOf('outcomes')
        .map(({ tags }) => tags?.outcome)
        .sort(),
    ).toContain('timed-out');
  }, 15_000);
});
