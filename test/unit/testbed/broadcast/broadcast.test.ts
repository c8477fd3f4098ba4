import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { knock, rawUpgrade } from '../helpers/sockets';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { heard, listen, listenAll, post } from './client';

describe('a broadcast', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0 });
  });
  afterAll(() => testbed.close());

  it.each([
    ['JSON with its own spacing', '{ "seq":1,\n  "run" : "r1" }'],
    ['JSON of many bytes per character', '"żółw 🐢"'],
    ['a text that is no JSON', 'ping'],
    ['an empty text', ''],
    ['125 bytes', 'x'.repeat(125)],
    ['126 bytes', 'x'.repeat(126)],
    ['65,535 bytes', 'x'.repeat(65_535)],
    ['65,536 bytes', 'x'.repeat(65_536)],
  ])('by a client reaches everybody, the sender too, unchanged: %s', async (what, text) => {
    const { url } = testbed;
    const [sender, other] = [await listen(url, what), await listen(url, what)];
    sender.send(text);
    await eventually(() => sender.frames.length === 1 && other.frames.length === 1);
    expect([sender.frames, other.frames]).toEqual([[{ text, isBinary: false }], [{ text, isBinary: false }]]);
  });

  it('over HTTP reaches everybody unchanged, and says how many that are', async () => {
    const { url, httpUrl } = testbed;
    const clients = await listenAll(url, 3, 'a b');
    const body = '{ "seq": 1, "text": "🐢\\u00e9" }';
    expect(await post(httpUrl, body, 'a b')).toEqual({ status: 200, body: { channel: 'a b', receivers: 3 } });
    await eventually(() => clients.every(({ frames }) => frames.length === 1));
    expect(clients.map(heard)).toEqual([[body], [body], [body]]);
    expect((await post(httpUrl, body, 'nobody')).body).toEqual({ channel: 'nobody', receivers: 0 });
  });

  it.each([
    [400, 'the body is not JSON', '{"seq":', 'application/json'],
    [400, 'the body is not JSON', '', 'application/json'],
    [400, 'the body is missing; expected JSON', undefined, ''],
    [415, 'Unsupported Media Type', '{}', 'application/xml'],
  ])('over HTTP is answered with %i when %s (%j)', async (status, message, body, contentType) => {
    const { url, httpUrl, stats } = testbed;
    const client = await listen(url);
    const { accepted } = stats().broadcast;
    const answer = await post(httpUrl, body, undefined, contentType);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    expect([client.frames, stats().broadcast.accepted]).toEqual([[], accepted]);
  });

  it('reaches each of 200 clients, everything of every sender in its order', async () => {
    const { url, stats } = await start();
    const clients = await listenAll(url, 200);
    const senders = ['p', 'q', 'r'];
    for (let seq = 0; seq < 20; seq++)
      for (const [index, name] of senders.entries()) clients[index]?.send(`${name}${seq}`);
    await eventually(() => clients.every(({ frames }) => frames.length === 60));
    for (const client of clients)
      for (const name of senders)
        expect(heard(client).filter((text) => text.startsWith(name))).toEqual(numbered(name, 20));
    expect(stats()).toMatchObject({ broadcast: { accepted: 60, deliveries: 12_000, cutOff: 0 }, messagesSent: 12_000 });
  });

  it('over HTTP keeps the order in which the calls were made one after the other', async () => {
    const { url, httpUrl } = testbed;
    const client = await listen(url, 'ordered');
    for (let seq = 0; seq < 10; seq++) await post(httpUrl, String(seq), 'ordered');
    await eventually(() => client.frames.length === 10);
    expect(heard(client)).toEqual(numbered('', 10));
  });
});

describe('a channel', () => {
  it('hears its own and nothing else', async () => {
    const { url, httpUrl } = await start();
    const [a, b, none, unnamed] = [
      await listen(url, 'a'),
      await listen(url, 'b'),
      await listen(url),
      await listen(url, ''),
    ];
    a.send('of a');
    none.send('of none');
    await post(httpUrl, '"of b"', 'b');
    await post(httpUrl, '"of the default"');
    await eventually(() => unnamed.frames.length === 2 && a.frames.length === 1 && b.frames.length === 1);
    await pause(15);
    expect([heard(a), heard(b)]).toEqual([['of a'], ['"of b"']]);
    expect([...heard(none)].sort()).toEqual(['"of the default"', 'of none']);
    expect([...heard(unnamed)].sort()).toEqual(['"of the default"', 'of none']);
  });

  it('is left with the close, and joined anew by a client that comes back, who hears nothing of before', async () => {
    const { url, httpUrl, stats } = await start();
    const [stays, leaves] = [await listen(url, 'a'), await listen(url, 'a')];
    await leaves.close();
    await eventually(() => stats().openBySystem.broadcast === 1);
    expect((await post(httpUrl, '1', 'a')).body).toMatchObject({ receivers: 1 });
    const back = await listen(url, 'a');
    expect((await post(httpUrl, '2', 'a')).body).toMatchObject({ receivers: 2 });
    await eventually(() => back.frames.length === 1 && stays.frames.length === 2);
    expect([heard(back), heard(leaves)]).toEqual([['2'], []]);
  });
});

describe('the broadcast socket', () => {
  it('is at /ws/events and nowhere below, and a refusal elsewhere says so', async () => {
    const { url } = await start();
    expect((await knock(url, '/ws/events/a')).status).toBe(404);
    const refusal = await fetch(`${url.replace('ws', 'http')}/ws/events`);
    expect(refusal.status).toBe(404);
  });

  it('is closed with 1003 for a binary message, and the others stay', async () => {
    const { url } = await start();
    const [binary, other] = [await listen(url), await listen(url)];
    binary.webSocket.send(Buffer.from('x'));
    expect(await binary.closed).toBe(1003);
    other.send('still here');
    await eventually(() => other.frames.length === 1);
  });

  it('is cut when its client is 16 MB behind, and until then its bytes are counted; the others hear everything', async () => {
    const { url, port, httpUrl, stats } = await start();
    const reader = await listen(url);
    const deaf = await rawUpgrade(port, '/ws/events');
    await eventually(() => stats().openConnections === 2);
    deaf.pause();
    const body = JSON.stringify('x'.repeat(1_000_000));
    for (let count = 0; count < 14; count++) await post(httpUrl, body);
    await eventually(() => reader.frames.length === 14);
    const { total, worst } = stats().bufferedBytes;
    expect(worst).toBeGreaterThan(1_000_000);
    expect(total).toBeGreaterThanOrEqual(worst);
    for (let count = 0; count < 20; count++) await post(httpUrl, body);
    await eventually(() => reader.frames.length === 34 && stats().openConnections === 1);
    expect(stats()).toMatchObject({ broadcast: { accepted: 34, cutOff: 1 }, bufferedBytes: { total: 0, worst: 0 } });
  });

  it('has metrics of its own', async () => {
    const { url, metricsUrl, httpUrl } = await start();
    await listenAll(url, 3);
    await post(httpUrl, '1');
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toContain('testbed_open_connections{system="broadcast"} 3\n');
    expect(text).toContain('testbed_broadcasts_total 1\n');
    expect(text).toContain('testbed_broadcast_deliveries_total 3\n');
  });
});
