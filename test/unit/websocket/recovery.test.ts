import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recovery } from '../../../lib/websocket/flows/recovery';
import { bySocket } from '../../../systems/broadcast';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { type HubOptions, startHub } from './hub';
import { madeLoad } from './made';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const foreign = '{"data":{"message":"MARKER_R9-V0-U7-T0-M3;"}}';

/** One client leaves and comes back twice. */
async function recover(options: HubOptions = {}, perSecond = 50): Promise<void> {
  const { url } = await startHub(options);
  setEnvironment({ TARGET_URL: url });
  await recovery(perSecond, bySocket)(madeLoad({ iterations: 3 }), { run: 'R4N0' });
}

const values = (name: string) => samplesOf(name).map(({ value }) => value);
const tasks = () => values('task_ok');

/** Joins of the main channel but the broadcaster's, with the number of the visit from 0. */
function visits(act: (client: Parameters<NonNullable<HubOptions['joins']>>[0], visit: number) => void) {
  let joined = 0;
  return (client: Parameters<NonNullable<HubOptions['joins']>>[0], channel: string) => {
    // The broadcaster is among the first two; it never leaves.
    if (channel.endsWith('R4N0')) act(client, joined++ - 1);
  };
}

describe('recovery', () => {
  it('takes how soon a client hears broadcasts again, and how many went out while it was away', async () => {
    await recover();
    expect([tasks(), values('reconnect_time').length, values('recovery_time').length]).toEqual([[1, 1, 1], 2, 2]);
    // One each 20 ms.
    for (const missed of values('missed_messages')) expect(missed).toBeLessThan(20);
    expect(Math.min(...values('missed_messages'))).toBeGreaterThanOrEqual(0);
    expect(values('delivery_share')).toEqual([1, 1, 1]);
    expect([sumOf('foreign_markers'), sumOf('lost_markers'), sumOf('repeated_markers')]).toEqual([0, 0, 0]);
    expect(sumOf('markers_checked')).toBeGreaterThan(20);
  });

  it('finds a message of another channel, and does not take it for a recovery', async () => {
    await recover({ joins: (client) => client.send(foreign) }, 4);
    // Three visits, two listeners of the second channel and both broadcasters.
    expect(sumOf('foreign_markers')).toBe(7);
    expect(Math.min(...values('missed_messages'))).toBeGreaterThanOrEqual(0);
  });

  it('fails a client that hears nothing again for five seconds, with the time that it waited', async () => {
    await recover({
      joins: visits((client, visit) => {
        if (visit === 1) vi.spyOn(client, 'send').mockImplementation(() => {});
      }),
    });
    expect(tasks()).toEqual([1, 0, 1]);
    expect(Math.max(...values('recovery_time'))).toBeGreaterThan(4900);
    expect(values('recovery_time')).toHaveLength(2);
  }, 15_000);

  it('fails a client that hears one live broadcast and then nothing', async () => {
    await recover({
      joins: visits((client, visit) => {
        if (visit !== 1) return;
        const send = client.send.bind(client);
        let sent = 0;
        vi.spyOn(client, 'send').mockImplementation((text: unknown) => void (sent++ < 3 && send(String(text))));
      }),
    });
    expect(tasks()).toEqual([1, 0, 1]);
  }, 15_000);

  it('takes what a server repeats for one who comes back for recalled: no recovery, no repetition, not missed', async () => {
    const past: string[] = [];
    await recover({
      fanOut(text, channel) {
        if (channel.endsWith('R4N0')) past.push(text);
        return [text];
      },
      joins: visits((client) => {
        for (const text of past.slice(-50)) client.send(text);
        // Live ones come half a second later.
        const send = client.send.bind(client);
        vi.spyOn(client, 'send').mockImplementation(() => {});
        setTimeout(() => vi.mocked(client.send).mockImplementation(send as never), 500);
      }),
    });
    expect(tasks()).toEqual([1, 1, 1]);
    for (const tookMs of values('recovery_time')) expect(tookMs).toBeGreaterThan(450);
    expect([sumOf('repeated_markers'), sumOf('reordered_markers'), sumOf('lost_markers')]).toEqual([0, 0, 0]);
    for (const missed of values('missed_messages')) expect(missed).toBeGreaterThanOrEqual(20);
  }, 15_000);

  it('counts what is lost, repeated or out of order within a visit', async () => {
    await recover({
      fanOut(text, channel) {
        if (!channel.endsWith('R4N0')) return [text];
        const number = Number(/M(\d+);/.exec(text)?.[1]);
        return number % 3 === 0 ? [] : number % 5 === 0 ? [text, text] : [text];
      },
    });
    for (const share of values('delivery_share')) expect(share).toBeLessThan(0.8);
    expect(sumOf('lost_markers')).toBeGreaterThan(5);
    expect(sumOf('repeated_markers')).toBeGreaterThan(3);
    expect(tasks()).toEqual([1, 1, 1]);
  });
});
