import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { knock } from '../helpers/sockets';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { connect, print } from '../tasks/client';
import { heard, listen, listenAll, post } from './client';

describe('defects of the delivery', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0 });
  });
  afterAll(() => testbed.close());

  /** What each of two clients hears of eight broadcasts by the first one. */
  async function transcripts(defect: string): Promise<string[]> {
    testbed.defects.set([defect]);
    const clients = await listenAll(testbed.url, 2, defect);
    for (const text of 'abcdefgh') clients[0]?.send(text);
    await eventually(() => clients.every((client) => heard(client).includes('h')));
    await pause(15);
    return clients.map((client) => heard(client).join(' '));
  }

  it.each([
    ['lose-broadcast=3', 'b c e f h'],
    ['repeat-broadcast=3', 'a a b c d d e f g g h'],
    ['reorder-broadcast=3', 'b a c e d f h g'],
    ['leak-broadcast=1', 'a b c d e f g h'],
    ['slow-broadcast=5', 'a b c d e f g h'],
    ['slow-receiver=5', 'a b c d e f g h'],
    ['keep-broadcasts=1', 'a b c d e f g h'],
    ['slow-reconnect=5', 'a b c d e f g h'],
    ['slow-handshake=5', 'a b c d e f g h'],
    ['slow-read=1', 'a b c d e f g h'],
  ])('%s lets every receiver hear %s', async (defect, expected) => {
    expect(await transcripts(defect)).toEqual([expected, expected]);
  });

  it('reorder-broadcast sends what is followed by nothing late, not never', async () => {
    const { url } = await start({ defects: ['reorder-broadcast=1'] });
    const client = await listen(url);
    client.send('only');
    await pause(25);
    expect(heard(client)).toEqual([]);
    await eventually(() => client.frames.length === 1);
    await pause(60);
    expect(heard(client)).toEqual(['only']);
  });

  it('counts for each receiver from its own first broadcast', async () => {
    const { url } = await start({ defects: ['repeat-broadcast=10'] });
    const first = await listen(url);
    first.send('a');
    first.send('b');
    await eventually(() => first.frames.length === 3);
    const second = await listen(url);
    first.send('c');
    await eventually(() => second.frames.length === 2);
    expect([heard(first), heard(second)]).toEqual([
      ['a', 'a', 'b', 'c'],
      ['c', 'c'],
    ]);
  });

  it('leak-broadcast sends the first and every N-th to one receiver in another channel as well', async () => {
    const { url } = await start({ defects: ['leak-broadcast=3'] });
    const [own, ...others] = [await listen(url, 'a'), ...(await listenAll(url, 2, 'b'))];
    for (const text of 'abcd') own.send(text);
    await eventually(() => own.frames.length === 4);
    await pause(15);
    expect(others.flatMap(heard).sort()).toEqual(['a', 'd']);
    expect(heard(own)).toEqual([...'abcd']);
  });

  it('leak-broadcast waits until there is another channel, and passes tasks over', async () => {
    const { url } = await start({ defects: ['leak-broadcast=100'] });
    const task = await connect(url, 'a task');
    const own = await listen(url, 'a');
    own.send('secret');
    await eventually(() => own.frames.length === 1);
    const other = await listen(url, 'b');
    own.send('public');
    await eventually(() => other.frames.length === 1);
    expect([heard(other), task.frames]).toEqual([['secret'], []]);
  });

  it('keep-broadcasts takes memory for each delivery, all of it touched', async () => {
    const { url } = await start({ defects: ['keep-broadcasts=7'] });
    const clients = await listenAll(url, 4);
    const taken = spyOnMemory();
    for (const text of 'abc') clients[0]?.send(text);
    await eventually(() => clients.every(({ frames }) => frames.length === 3));
    expect(taken()).toEqual(Array(12).fill([7 * 1024, 1]));
  });
});

/** What was allocated and filled: sizes and with what. */
function spyOnMemory(): () => unknown[][] {
  const alloc = vi.spyOn(Buffer, 'alloc');
  onTestFinished(() => alloc.mockRestore());
  return () => alloc.mock.calls.filter(([, fill]) => fill !== undefined);
}

describe('defects of the time', () => {
  it('slow-broadcast delays each broadcast, and none behind the other; the HTTP call does not wait', async () => {
    const { url, httpUrl } = await start({ defects: ['slow-broadcast=150'] });
    const client = await listen(url);
    const startMs = performance.now();
    for (const text of 'abcdefgh') client.send(text);
    expect((await post(httpUrl, '1')).body).toEqual({ channel: 'default', receivers: 1 });
    expect(client.frames).toEqual([]);
    await eventually(() => client.frames.length === 9);
    expect(performance.now() - startMs).toBeGreaterThan(148);
    expect(performance.now() - startMs).toBeLessThan(8 * 150);
  });

  it('slow-receiver lets each broadcast of a channel wait for the one before, and no other channel', async () => {
    const { url } = await start({ defects: ['slow-receiver=40'] });
    const [a, b] = [await listen(url, 'a'), await listen(url, 'b')];
    const startMs = performance.now();
    for (const text of numbered('', 5)) a.send(text);
    b.send('0');
    await eventually(() => b.frames.length === 1);
    expect(a.frames.length).toBeLessThan(5);
    await eventually(() => a.frames.length === 5);
    expect(performance.now() - startMs).toBeGreaterThan(195);
    expect(heard(a)).toEqual(numbered('', 5));
  });

  it('slow-reconnect delays as many as have left the channel, and nobody else', async () => {
    const { url, defects, stats } = await start({ defects: ['slow-reconnect=60'] });
    const [first, second] = await listenAll(url, 2, 'a');
    await Promise.all([first?.close(), second?.close()]);
    await eventually(() => stats().openConnections === 0);
    const startMs = performance.now();
    await listen(url, 'a');
    expect(performance.now() - startMs).toBeGreaterThan(58);

    defects.set(['slow-reconnect=600000']);
    const [third, fourth] = await listenAll(url, 2, 'b');
    await Promise.all([third?.close(), fourth?.close()]);
    await eventually(() => stats().openConnections === 1);
    await listen(url, 'c');
    const again = numbered('', 3).map(() => new WebSocket(`${url}/ws/events?channel=b`));
    onTestFinished(() => {
      for (const webSocket of again) webSocket.on('error', () => {}).terminate();
    });
    const open = () => again.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
    await eventually(() => open() === 1);
    expect(open()).toBe(1);
  });
});

describe('defects of the sockets of any system', () => {
  it('refuse and connection-cap refuse here too', async () => {
    const { url, defects } = await start({ defects: ['refuse'] });
    expect((await knock(url, '/ws/events')).status).toBe(503);
    defects.set(['connection-cap=2']);
    await listen(url);
    await connect(url);
    expect((await knock(url, '/ws/events')).status).toBe(503);
  });

  it('never-close leaves a Close frame without an answer', async () => {
    const { url, stats } = await start({ defects: ['never-close'] });
    const client = await listen(url);
    client.webSocket.close();
    await pause(40);
    expect(stats().openConnections).toBe(1);
  });

  it('drop-mid-task cuts the connection after so many messages', async () => {
    const { url } = await start({ defects: ['drop-mid-task=3'] });
    const client = await listen(url);
    for (const text of 'abc') client.send(text);
    expect(await client.closed).toBe(1006);
  });

  it('leak-memory takes memory for each connection', async () => {
    const { url } = await start({ defects: ['leak-memory=3'] });
    const taken = spyOnMemory();
    await listenAll(url, 2);
    expect(taken()).toEqual(Array(2).fill([3 * 1024 * 1024, 1]));
  });

  it('stale-after-reconnect sends what is left of a task to no channel of the same name', async () => {
    const { url } = await start({ taskMs: 120, defects: ['stale-after-reconnect'] });
    const task = await connect(url, 'same');
    task.send({ task: print(...numbered('x', 10)) });
    await task.next('output');
    await task.close();
    const listener = await listen(url, 'same');
    await pause(140);
    expect(listener.frames).toEqual([]);
  });
});
