import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { knock, rawUpgrade } from '../helpers/sockets';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { connect, print, task } from '../tasks/client';

describe('defects of the upgrade', () => {
  it('refuse answers with 503 and Retry-After, or with 401', async () => {
    const { url, defects, stats } = await start({ defects: ['refuse'] });
    const unavailable = await knock(url);
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '1']);
    defects.set(['refuse=401']);
    const unauthorized = await knock(url);
    expect([unauthorized.status, unauthorized.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(stats().connections).toEqual({ accepted: 0, refused: 2 });
  });

  it('connection-cap refuses above the cap and accepts again when there is room', async () => {
    const { url, stats } = await start({ defects: ['connection-cap=3'] });
    const clients = await Promise.all(numbered('c', 3).map((id) => connect(url, id)));
    expect((await knock(url)).status).toBe(503);
    await clients[0]?.close();
    await eventually(() => stats().openConnections === 2);
    await connect(url);
    expect(stats().connections).toEqual({ accepted: 4, refused: 1 });
  });

  it('slow-handshake delays the handshake and only that', async () => {
    const { url } = await start({ defects: ['slow-handshake=80'] });
    const startMs = performance.now();
    const client = await connect(url);
    const openMs = performance.now();
    expect(openMs - startMs).toBeGreaterThan(75);
    await client.run(print('a'));
    expect(performance.now() - openMs).toBeLessThan(60);
  });

  it.each(['slow-handshake=30', 'never-upgrade'])('%s survives a client that does not wait', async (defect) => {
    const { url, port, defects, stats } = await start({ defects: [defect] });
    const socket = await rawUpgrade(port);
    await pause(10);
    socket.resetAndDestroy();
    await pause(40);
    defects.set([]);
    await connect(url);
    expect(stats().openConnections).toBe(1);
  });

  it('never-upgrade keeps the TCP connection and says nothing', async () => {
    const { url, httpUrl, stats } = await start({ defects: ['never-upgrade'] });
    const client = new WebSocket(`${url}/ws/a`);
    client.on('error', () => {});
    await pause(60);
    expect(client.readyState).toBe(WebSocket.CONNECTING);
    expect(stats().connections).toEqual({ accepted: 0, refused: 0 });
    expect((await fetch(`${httpUrl}/health`)).status).toBe(200);
    client.terminate();
  });
});

describe('defects of an open socket', () => {
  it('never-close leaves a Close frame without an answer and the connection open', async () => {
    const { url, stats } = await start({ defects: ['never-close'] });
    const client = await connect(url);
    expect(await client.run(print('a'))).toEqual(['a']);
    client.webSocket.close(1000);
    await pause(60);
    expect(client.webSocket.readyState).toBe(WebSocket.CLOSING);
    expect(stats().openConnections).toBe(1);
    client.webSocket.terminate();
    await eventually(() => stats().openConnections === 0);
  });

  it('freeze blocks the process once, a second after the first connection, when others have opened, too', async () => {
    const { url } = await start({ defects: ['freeze=120'] });
    const client = await connect(url);
    expect(await longestPauseWithin(800)).toBeLessThan(100);
    const firstMs = await longestPauseWithin(400);
    expect(firstMs).toBeGreaterThan(115);
    expect(firstMs).toBeLessThan(220);
    expect(await client.run(print('a'))).toEqual(['a']);
    expect(await longestPauseWithin(140)).toBeLessThan(100);
  });

  it('freeze also begins with a task on a socket that was open before', async () => {
    const { url, defects } = await start();
    const client = await connect(url);
    defects.set(['freeze=60']);
    await client.run(print('a'));
    const startMs = performance.now();
    await pause(95);
    await pause(20);
    expect(performance.now() - startMs).toBeGreaterThan(155);
  });

  it('leak-memory keeps touched memory for each connection after its close, until it is switched off', async () => {
    const { url, defects } = await start({ defects: ['leak-memory=40'] });
    const before = process.memoryUsage();
    for (const id of numbered('c', 5)) await (await connect(url, id)).close();
    const after = process.memoryUsage();
    // Of 200 MB; less, as the collector may give back what others had.
    expect((after.arrayBuffers - before.arrayBuffers) / 2 ** 20).toBeGreaterThan(99);
    expect((after.rss - before.rss) / 2 ** 20).toBeGreaterThan(60);
    defects.set([]);
  });

  it('slow-read takes its time over each message and still answers all in order', async () => {
    const { url } = await start({ defects: ['slow-read=10'] });
    const [slow, other] = [await connect(url, '1'), await connect(url, '2')];
    const startMs = performance.now();
    for (let seq = 0; seq < 8; seq++) slow.send({ type: 'ping', seq });
    await other.run(print('a'));
    expect(performance.now() - startMs).toBeLessThan(50);
    for (let seq = 0; seq < 8; seq++) expect((await slow.next('pong')).data.seq).toBe(seq);
    expect(performance.now() - startMs).toBeGreaterThan(75);
    slow.send({ type: 'ping', seq: 8 });
    await slow.next('pong');
  });

  it('slow-read lets the send buffer of the client fill', async () => {
    const { url } = await start({ defects: ['slow-read=1000'] });
    const client = await connect(url);
    const message = JSON.stringify({ type: 'ping', seq: 1, pad: 'x'.repeat(100_000) });
    for (let count = 0; count < 200; count++) client.send(message);
    await pause(100);
    const { bufferedAmount } = client.webSocket;
    expect(bufferedAmount).toBeGreaterThan(1_000_000);
    await pause(100);
    expect(client.webSocket.bufferedAmount).toBe(bufferedAmount);
  });

  it('several at once each do their part', async () => {
    const { url } = await start({ defects: ['repeat-output=2', 'binary-output', 'late-output'] });
    const client = await connect(url);
    client.send(task(print('a', 'b')));
    await client.next('complete');
    await pause(15);
    expect(client.frames.map(({ isBinary }) => isBinary)).toEqual([true, true, true, false, false]);
    expect(client.outputs()).toEqual(['a', 'a', 'b', 'b']);
  });
});

/** How long the event loop stood still at most. */
async function longestPauseWithin(durationMs: number): Promise<number> {
  const startMs = performance.now();
  let longestMs = 0;
  for (let lastMs = startMs; lastMs - startMs < durationMs; ) {
    await pause(5);
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }
  return longestMs;
}
