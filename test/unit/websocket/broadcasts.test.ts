import { beforeEach, describe, expect, it, vi } from 'vitest';
import { markerPrefix } from '../../../lib/isolation/marker';
import { stampsIn } from '../../../lib/isolation/stamp';
import type { BroadcastPlan } from '../../../lib/websocket/flows/broadcast-plan';
import { broadcasts } from '../../../lib/websocket/flows/broadcasts';
import { Deliveries } from '../../../lib/websocket/flows/deliveries';
import type { BroadcastProtocol } from '../../../lib/websocket/protocols/broadcast-protocol';
import { byHttp, bySocket } from '../../../systems/broadcast';
import exec from '../../stubs/k6-execution';
import { answerRequestsWith, type StubRequest } from '../../stubs/k6-http';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { type HubOptions, startHub } from './hub';
import { madeLoad } from './made';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

/** How long a test waits for a broadcast, instead of two seconds. */
const patienceMs = 600;

const sentBy = (protocol: BroadcastProtocol) => broadcasts(100, protocol, { patienceMs });

/** Three clients hear ten broadcasts, and two of a second channel hear ten others. */
async function broadcast(options: HubOptions = {}, flow = sentBy(bySocket)) {
  const hub = await startHub(options);
  setEnvironment({ TARGET_URL: hub.url });
  const load = madeLoad({ users: 3, iterations: 10, togetherAtMs: 100 });
  await flow(load, { run: 'R4N0' });
  return hub;
}

const madePlan: BroadcastPlan = {
  protocol: bySocket,
  channel: 'R4N0',
  owner: { run: 'R4N0', vu: 0, user: 3, task: 0 },
  count: 100,
  perSecond: 10,
  patienceMs,
  isMain: true,
  phase: 0,
  hasStrangers: true,
};

const shares = () => samplesOf('delivery_share').map(({ value }) => value);
const outcomes = () => samplesOf('outcomes').map(({ tags }) => tags?.outcome);
const isSecond = (channel: string) => channel.endsWith('R4N0-2');

describe('broadcasts', () => {
  it('reach every receiver, and figures are those of the main channel', async () => {
    await broadcast();
    expect([sumOf('broadcasts_sent'), shares(), sumOf('delivery_time_samples')]).toEqual([10, [1, 1, 1], 30]);
    expect(samplesOf('delivery_time_median')).toHaveLength(3);
    expect([sumOf('markers_checked'), sumOf('foreign_chances'), sumOf('lost_markers')]).toEqual([50, 50, 0]);
    // Its three clients are none of the document's load.
    expect([outcomes(), sumOf('second_channel_silent')]).toEqual([Array(4).fill('done'), 0]);
  });

  it('show nothing about leaks where the target has no room for the second channel, whose clients are no failures', async () => {
    await broadcast({ joins: (client, channel) => isSecond(channel) && client.close(1013) });
    expect([shares(), outcomes(), sumOf('failures')]).toEqual([[1, 1, 1], Array(4).fill('done'), 0]);
    expect(sumOf('second_channel_silent')).toBe(1);
  });

  it('are waited for, by default for two seconds', async () => {
    const late: HubOptions = {
      joins(client) {
        const send = client.send.bind(client);
        vi.spyOn(client, 'send').mockImplementation((text: unknown) => void setTimeout(() => send(String(text)), 1200));
      },
    };
    await broadcast(late, broadcasts(100, bySocket));
    expect([shares(), sumOf('lost_markers')]).toEqual([[1, 1, 1], 0]);
    resetSamples();
    exec.scenario.startTime = Date.now();
    await broadcast(late);
    expect([shares(), sumOf('lost_markers')]).toEqual([[0, 0, 0], 30]);
  });

  it('are lost for a receiver whose socket opens after the last of them, and it does not hold the run', async () => {
    let asked = 0;
    await broadcast({ upgrade: (_request, _socket, accept) => void setTimeout(accept, asked++ === 1 ? 1300 : 0) });
    expect([shares().sort(), outcomes()]).toEqual([[0, 1, 1], Array(4).fill('done')]);
  });

  it('are timed by the stamp of each, where several come in one message', async () => {
    let kept: string[] = [];
    const laterMs: number[] = [];
    const inPairs = (text: string, channel: string) => {
      if (isSecond(channel)) return [text];
      kept.push(text);
      if (kept.length < 2) return [];
      const [first = 0, second = 0] = kept.map((sent) => stampsIn(sent)[0]?.atMs);
      laterMs.push(second - first);
      const both = `[${kept.join(',')}]`;
      kept = [];
      return [both];
    };
    await broadcast({ fanOut: inPairs });
    expect([shares(), sumOf('delivery_time_samples')]).toEqual([[1, 1, 1], 30]);
    const times = samplesOf('delivery_time').map(({ value }) => value);
    // The first of a pair waits for as long as the second is sent later, 10 ms by plan.
    const waits = times.map((ms, index) => ms - (times[index + 1] ?? 0)).filter((_, index) => index % 2 === 0);
    // On a busy machine one receiver may hear the next pair before another hears this one.
    const inOrder = (list: readonly number[]) => [...list].sort((a, b) => a - b);
    const planned = inOrder(laterMs.flatMap((later) => Array<number>(3).fill(later)));
    for (const [index, wait] of inOrder(waits).entries()) expect(wait).toBeCloseTo(planned[index] ?? 0, 1);
    expect(Math.max(...laterMs)).toBeGreaterThan(1);
  });

  it('are delivered once where a message quotes its text, and repeated where a second message has it', async () => {
    await broadcast({ fanOut: (text) => [JSON.stringify({ text, quote: text })] });
    expect([shares(), sumOf('repeated_markers')]).toEqual([[1, 1, 1], 0]);
    resetSamples();
    exec.scenario.startTime = Date.now();
    await broadcast({ fanOut: (text, channel) => (/M3;/.test(text) && !isSecond(channel) ? [text, text] : [text]) });
    expect([shares(), sumOf('repeated_markers')]).toEqual([[1, 1, 1], 3]);
  });

  it('have not come where their end was cut off', async () => {
    await broadcast({
      fanOut: (text, channel) => (/M3;/.test(text) && !isSecond(channel) ? [text.replace(/\d\d;.*/, '')] : [text]),
    });
    expect(shares()).toEqual([0.9, 0.9, 0.9]);
    expect([sumOf('lost_markers'), sumOf('foreign_markers')]).toEqual([3, 0]);
  });

  it('name who received which stray: a receiver, and the broadcaster of the other channel', async () => {
    const hub = startHub({
      fanOut(text, channel) {
        if (isSecond(channel) && text.includes('M4;'))
          for (const [path, members] of channels) if (!isSecond(path)) [...members][0]?.send(text);
        return [text];
      },
    });
    const { url, channels } = await hub;
    setEnvironment({ TARGET_URL: url });
    await sentBy(bySocket)(madeLoad({ users: 3, iterations: 10, togetherAtMs: 100 }), { run: 'R4N0' });
    expect(sumOf('foreign_markers')).toBe(1);
    const said = vi.mocked(console.error).mock.calls.flat().join('\n');
    expect(said).toMatch(/MARKER_R4N0-V0-U[0-3]-T0-M\* received MARKER_R4N0-V0-U4-T0-M4;/);
  });

  it('have no second channel where the protocol has one for all, and then show nothing about leaks', async () => {
    await broadcast({}, sentBy({ ...bySocket, path: () => '/all' }));
    expect([shares(), sumOf('markers_checked'), sumOf('foreign_chances')]).toEqual([[1, 1, 1], 30, 0]);
    expect(outcomes()).toHaveLength(4);
  });

  it('are lost, and no script error, where the target closes the socket of the broadcaster', async () => {
    await broadcast({
      joins: (client, channel) =>
        client.on('message', (text) => !isSecond(channel) && /M3;/.test(String(text)) && client.close(1011)),
    });
    expect(sumOf('script_errors')).toBe(0);
    for (const share of shares()) expect(share).toBeLessThan(1);
    expect(outcomes()).toContain('closed-early');
    expect(sumOf('broadcasts_sent')).toBeLessThan(10);
  });

  it('are out of order where a later one came first, unless they were posted: requests cross on their way', async () => {
    const swapped = (): HubOptions => {
      const held = new Map<string, string>();
      return {
        fanOut(text, channel) {
          if (text.includes('M3;')) return held.set(channel, text) && [];
          return text.includes('M4;') ? [text, held.get(channel) ?? ''] : [text];
        },
      };
    };
    await broadcast(swapped());
    // Three receivers, two listeners of the second channel.
    expect([shares(), sumOf('reordered_markers')]).toEqual([[1, 1, 1], 5]);
    resetSamples();
    const deliveries = new Deliveries({ ...madePlan, protocol: byHttp }, 0);
    for (const [message, sentAtMs] of [
      [0, 10],
      [2, 200],
      [1, 100],
      [30, 3000],
      [29, 1900],
    ] as const)
      deliveries.hear(`${markerPrefix(madePlan.owner)}${message};@${sentAtMs.toFixed(3)};`);
    deliveries.record(0);
    expect(sumOf('reordered_markers')).toBe(1);
  });

  it.each([
    ['HTTP 403', { status: 403 }],
    ['an error in the answer', { status: 200, body: '{"error":"no such channel"}' }],
    ['connection refused', { status: 0, errorCode: 1212 }],
  ])('that are posted and refused are counted: %s', async (what, answer) => {
    answerRequestsWith(() => answer);
    await broadcast({}, sentBy(byHttp));
    expect(samplesOf('publications_refused').map(({ tags }) => tags?.what)).toEqual(Array(10).fill(what));
    expect([shares(), sumOf('script_errors')]).toEqual([[0, 0, 0], 0]);
  });

  it('that are posted and accepted are not', async () => {
    answerRequestsWith(() => ({ status: 202, body: '{"receivers":3,"error":null}' }));
    await broadcast({}, sentBy(byHttp));
    expect(samplesOf('publications_refused')).toEqual([]);
  });

  it('that are posted are what their protocol says', async () => {
    const requests: StubRequest[] = [];
    answerRequestsWith((request) => {
      requests.push(request);
      return { status: 200, body: '' };
    });
    await broadcast(
      {},
      sentBy({
        ...byHttp,
        publishing: {
          via: 'http',
          method: 'PUT',
          path: (channel) => `/rooms/${channel}/say`,
          headers: (channel, { index }) => ({ 'X-Key': `${channel} ${index}` }),
          body: (text, channel) => ({ to: channel, text }),
          accepts: [202],
        },
      }),
    );
    const { method, url, body, params } = requests.find(({ url }) => url.endsWith('/rooms/R4N0/say')) as StubRequest;
    expect([method, url.slice(-15)]).toEqual(['PUT', '/rooms/R4N0/say']);
    expect(JSON.parse(body ?? '')).toEqual({ to: 'R4N0', text: expect.stringMatching(/^MARKER_R4N0-V0-U3-T0-M0;@/) });
    expect(params).toMatchObject({
      headers: { 'Content-Type': 'application/json', 'X-Key': 'R4N0 3' },
      responseCallback: { statuses: [202] },
    });
    expect(samplesOf('publications_refused').map(({ tags }) => tags?.what)).toEqual(Array(10).fill('HTTP 200'));
  });
});
