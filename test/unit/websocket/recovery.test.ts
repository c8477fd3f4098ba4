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

/** How long a test waits for a client that hears nothing, instead of five seconds. */
const patienceMs = 1000;

/** One client leaves and comes back twice. */
async function recover(options: HubOptions = {}): Promise<void> {
  const { url } = await startHub(options);
  setEnvironment({ TARGET_URL: url });
  await recovery(50, bySocket, { patienceMs })(madeLoad({ iterations: 3 }), { run: 'R4N0' });
}

type Client = Parameters<NonNullable<HubOptions['joins']>>[0];

const values = (name: string) => samplesOf(name).map(({ value }) => value);
const tasks = () => values('task_ok');

/** Sends a client nothing for a while. */
function muteFor(ms: number, client: Client): void {
  const send = client.send.bind(client);
  vi.spyOn(client, 'send').mockImplementation(() => {});
  setTimeout(() => vi.mocked(client.send).mockImplementation(send as never), ms);
}

/** Joins of the main channel but the broadcaster's, with the number of the visit from 0. */
function visits(act: (client: Client, visit: number) => void) {
  let joined = 0;
  return (client: Client, channel: string) => {
    // The broadcaster is among the first two; it never leaves.
    if (channel.endsWith('R4N0')) act(client, joined++ - 1);
  };
}

describe('recovery', () => {
  it('takes how soon a client hears broadcasts again, and how many went out while it was away', async () => {
    await recover();
    expect([tasks(), values('reconnect_time').length, values('recovery_time').length]).toEqual([[1, 1, 1], 2, 2]);
    expect(values('missed_messages')).toHaveLength(2);
    // One each 20 ms.
    for (const missed of values('missed_messages')) expect(missed).toBeLessThan(20);
    expect(values('delivery_share')).toEqual([1, 1, 1]);
    expect([sumOf('foreign_markers'), sumOf('lost_markers'), sumOf('repeated_markers')]).toEqual([0, 0, 0]);
    expect(sumOf('markers_checked')).toBeGreaterThan(20);
  });

  it('finds a message of another channel, and does not take it for a recovery', async () => {
    const liveLater = visits((client, visit) => visit > 0 && muteFor(500, client));
    await recover({
      joins(client, channel) {
        client.send(foreign);
        liveLater(client, channel);
      },
    });
    // Three visits, two listeners of the second channel and both broadcasters.
    expect(sumOf('foreign_markers')).toBe(7);
    expect(tasks()).toEqual([1, 1, 1]);
    expect(values('recovery_time')).toHaveLength(2);
    for (const tookMs of values('recovery_time')) expect(tookMs).toBeGreaterThan(450);
    expect(values('missed_messages')).toHaveLength(2);
    for (const missed of values('missed_messages')) expect(missed).toBeGreaterThanOrEqual(20);
  });

  it('fails a client that hears nothing again for so long as it is waited for, with the time that it waited', async () => {
    await recover({
      joins: visits((client, visit) => {
        if (visit === 1) vi.spyOn(client, 'send').mockImplementation(() => {});
      }),
    });
    expect(tasks()).toEqual([1, 0, 1]);
    expect(Math.max(...values('recovery_time'))).toBeGreaterThan(patienceMs - 100);
    expect(values('recovery_time')).toHaveLength(2);
  });

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
  });

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
        muteFor(500, client);
      }),
    });
    expect(tasks()).toEqual([1, 1, 1]);
    expect(values('recovery_time')).toHaveLength(2);
    for (const tookMs of values('recovery_time')) expect(tookMs).toBeGreaterThan(450);
    expect([sumOf('repeated_markers'), sumOf('reordered_markers'), sumOf('lost_markers')]).toEqual([0, 0, 0]);
    expect(values('missed_messages')).toHaveLength(2);
    for (const missed of values('missed_messages')) expect(missed).toBeGreaterThanOrEqual(20);
  });

  it('counts what is lost, repeated or out of order within a visit', async () => {
    await recover({
      fanOut(text, channel) {
        if (!channel.endsWith('R4N0')) return [text];
        const number = Number(/M(\d+);/.exec(text)?.[1]);
        return number % 3 === 0 ? [] : number % 5 === 0 ? [text, text] : [text];
      },
    });
    expect(values('delivery_share')).toHaveLength(3);
    for (const share of values('delivery_share')) expect(share).toBeLessThan(0.8);
    expect(sumOf('lost_markers')).toBeGreaterThan(5);
    expect(sumOf('repeated_markers')).toBeGreaterThan(3);
    expect(tasks()).toEqual([1, 1, 1]);
  });
});
