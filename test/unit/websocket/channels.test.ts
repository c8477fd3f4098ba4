import { beforeEach, describe, expect, it, vi } from 'vitest';
import { broadcasts } from '../../../lib/websocket/flows/broadcasts';
import { recovery } from '../../../lib/websocket/flows/recovery';
import type { BroadcastProtocol } from '../../../lib/websocket/protocols/broadcast-protocol';
import { bySocket } from '../../../systems/broadcast';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { startHub } from './hub';
import { madeLoad } from './made';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const shares = () => samplesOf('delivery_share').map(({ value }) => value);

describe('broadcasts in several channels', () => {
  it('reach the users of their channel and no others', async () => {
    const hub = await startHub();
    setEnvironment({ TARGET_URL: hub.url });
    await broadcasts(60, bySocket, { channels: 3 })(madeLoad({ users: 7, iterations: 5, togetherAtMs: 100 }), {
      run: 'R4N0',
    });
    // Seven users, and a broadcaster for each channel.
    const names = hub.paths.map((path) => path.split('=')[1]).sort();
    expect(names).toEqual([...Array(4).fill('R4N0'), ...Array(3).fill('R4N0-2'), ...Array(3).fill('R4N0-3')]);
    expect(shares()).toEqual(Array(7).fill(1));
    expect([sumOf('broadcasts_sent'), sumOf('markers_checked'), sumOf('foreign_chances')]).toEqual([15, 35, 35]);
    expect([sumOf('foreign_markers'), sumOf('lost_markers'), sumOf('repeated_markers')]).toEqual([0, 0, 0]);
  });

  it('are found where they leak from one to another', async () => {
    const hub = startHub({
      fanOut(text, channel) {
        if (channel.endsWith('-3') && text.includes('M2;'))
          for (const [path, members] of channels) if (path.endsWith('-2')) [...members][0]?.send(text);
        return [text];
      },
    });
    const { url, channels } = await hub;
    setEnvironment({ TARGET_URL: url });
    await broadcasts(60, bySocket, { channels: 3 })(madeLoad({ users: 6, iterations: 5, togetherAtMs: 100 }), {
      run: 'R4N0',
    });
    expect([sumOf('foreign_markers'), sumOf('lost_markers')]).toEqual([1, 0]);
  });

  it('are refused where the protocol has one for everybody, unless its dialect names the channel', () => {
    const same: BroadcastProtocol = { ...bySocket, path: () => '/all' };
    for (const made of [broadcasts, recovery])
      expect(() => made(20, same, { channels: 2 })).toThrow(/2 channels were asked for, but the path .*"broadcast"/);
    expect(broadcasts(20, same)).toBeTypeOf('function');
    expect(broadcasts(20, { ...same, channelsBy: 'dialect' }, { channels: 2 })).toBeTypeOf('function');
  });
});
