import { once } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTestbed } from '../../../../testbed/kernel/server';
import { rawIdle, rawUpgrade } from '../helpers/sockets';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { connect, print, task } from '../tasks/client';

describe('a socket that closes in mid-task', () => {
  it.each([
    ['in good order', (client: { webSocket: { close(): void } }) => client.webSocket.close()],
    ['without a word', (client: { webSocket: { terminate(): void } }) => client.webSocket.terminate()],
  ])('cancels its task when it closes %s', async (_how, close) => {
    const testbed = await start({ taskMs: 10_000 });
    const client = await connect(testbed.url);
    client.send(task(print(...numbered('x', 1_000))));
    await client.next('output');
    expect(testbed.stats().runningTasks).toBe(1);
    close(client);
    await eventually(() => testbed.stats().runningTasks === 0);
    const { messagesSent } = testbed.stats();
    await pause(50);
    expect(testbed.stats()).toMatchObject({ openConnections: 0, messagesSent, tasks: { cancelled: 1, completed: 0 } });
  });

  it('leaves no timer behind', async () => {
    const testbed = await start({ taskMs: 60_000 });
    const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const clients = await Promise.all(numbered('c', 20).map((id) => connect(testbed.url, id)));
    const before = countTimers();
    for (const client of clients) client.send(task('x'));
    await eventually(() => testbed.stats().runningTasks === 20);
    expect(countTimers()).toBeGreaterThan(before + 15);
    await Promise.all(clients.map((client) => client.close()));
    await eventually(() => testbed.stats().runningTasks === 0);
    expect(countTimers()).toBeLessThan(before + 5);
  });
});

describe('close', () => {
  it('tells open sockets 1001 and stops their tasks', async () => {
    const testbed = await start({ taskMs: 10_000 });
    const clients = await Promise.all(numbered('c', 20).map((id) => connect(testbed.url, id)));
    for (const client of clients) client.send(task(print(...numbered('x', 1_000))));
    await clients[0]?.next('output');
    await testbed.close();
    expect(await Promise.all(clients.map((client) => client.closed))).toEqual(clients.map(() => 1001));
    expect(testbed.stats()).toMatchObject({ openConnections: 0, runningTasks: 0, tasks: { cancelled: 20 } });
  });

  it('resolves within 2 s although clients never answer, never ask or hold idle connections', async () => {
    const testbed = await start({ defects: ['never-close'] });
    const raw = await Promise.all([rawUpgrade(testbed.port), rawUpgrade(testbed.port), rawIdle(testbed.port)]);
    await eventually(() => testbed.stats().openConnections === 2);
    await fetch(`${testbed.httpUrl}/health`);
    const startMs = performance.now();
    await testbed.close();
    expect(performance.now() - startMs).toBeLessThan(2_000);
    await Promise.all(raw.map((socket) => socket.closed || once(socket, 'close')));
    await expect(fetch(`${testbed.httpUrl}/health`)).rejects.toThrow();
  });

  it('also stops a defect that is about to strike', async () => {
    const testbed = await start({ defects: ['freeze=400'] });
    await connect(testbed.url);
    await pause(850);
    await testbed.close();
    const startMs = performance.now();
    await pause(250);
    expect(performance.now() - startMs).toBeLessThan(400);
  });

  it('can be called again, and frees the port', async () => {
    const testbed = await start();
    expect(testbed.close()).toBe(testbed.close());
    await testbed.close();
    const second = await start({ port: testbed.port });
    expect(second.port).toBe(testbed.port);
  });
});

describe('the port', () => {
  it('is below the range of client ports when 0 is asked for', async () => {
    const { port, url, metricsUrl } = await start();
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_000);
    expect(url).toBe(`ws://127.0.0.1:${port}`);
    expect(metricsUrl).toBe(`http://127.0.0.1:${port}/metrics`);
  });

  it('is named with advice when it is in use', async () => {
    const { port } = await start();
    await expect(startTestbed({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use; stop what listens`);
  });

  it('is another one when the first that was picked is taken', async () => {
    const taken = await start();
    const random = vi.spyOn(Math, 'random').mockReturnValueOnce((taken.port - 20_000) / 12_000 + 1e-9);
    onTestFinished(() => random.mockRestore());
    const { port } = await start();
    expect(random.mock.calls.length).toBeGreaterThan(1);
    expect(port).not.toBe(taken.port);
  });
});
