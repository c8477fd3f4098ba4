import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { knock } from '../helpers/sockets';
import { numbered, pause, start } from '../helpers/testbed';
import { connect, print, task } from './client';

describe('the task protocol', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await startTestbed({ port: 0, taskMs: 0 });
  });
  afterAll(() => testbed.close());

  it('streams one output for each line of "Print exactly", then completes', async () => {
    const { url } = testbed;
    const client = await connect(url, 'first');
    await client.run(print('one', 'two "quoted"', ''));
    expect(client.frames.map(({ text }) => text)).toEqual([
      '{"event_type":"output","data":{"message":"one"}}',
      '{"event_type":"output","data":{"message":"two \\"quoted\\""}}',
      '{"event_type":"output","data":{"message":""}}',
      '{"event_type":"complete","data":{"task_id":"first","outputs":3}}',
    ]);
    expect(client.frames.every(({ isBinary }) => !isBinary)).toBe(true);
  });

  it('echoes any other task', async () => {
    const { url } = testbed;
    const outputs = await (await connect(url)).run('Count to ten');
    expect(outputs).toEqual(['Echo: Count to ten']);
  });

  it('keeps the order of a task that is longer than one turn', async () => {
    const { url } = testbed;
    const lines = numbered('line ', 1_000);
    expect(await (await connect(url)).run(print(...lines))).toEqual(lines);
  });

  it('takes about as long as it was told, and streams meanwhile', async () => {
    const { url } = await start({ taskMs: 120 });
    const client = await connect(url);
    const startMs = performance.now();
    client.send(task(print('a', 'b', 'c')));
    await client.next('output');
    expect(performance.now() - startMs).toBeLessThan(80);
    await client.next('complete');
    expect(performance.now() - startMs).toBeGreaterThan(115);
  });

  it('stays open after complete and accepts further tasks', async () => {
    const { url } = testbed;
    const client = await connect(url);
    expect(await client.run(print('1'))).toEqual(['1']);
    expect(await client.run(print('2'))).toEqual(['2']);
    expect(client.webSocket.readyState).toBe(WebSocket.OPEN);
  });

  it('rejects a second task while one is running, and finishes the first', async () => {
    const { url } = await start({ taskMs: 60 });
    const client = await connect(url);
    client.send(task(print('first')));
    client.send(task(print('second')));
    await client.next('complete');
    await pause(80);
    expect(client.events().map((event) => event.event_type)).toEqual(['error', 'output', 'complete']);
    expect(client.outputs()).toEqual(['first']);
  });

  it('answers each ping with its seq, also while a task is running', async () => {
    const { url } = await start({ taskMs: 50 });
    const client = await connect(url);
    client.send(task(print('x')));
    for (const seq of [0, 7]) client.send({ type: 'ping', seq });
    expect((await client.next('pong')).data).toEqual({ seq: 0 });
    expect((await client.next('pong')).data).toEqual({ seq: 7 });
    await client.next('complete');
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no object', '[1]'],
    ['no task', '{"config":{}}'],
    ['an empty task', '{"task":""}'],
    ['a config that is no object', '{"task":"x","config":1}'],
    ['a config that is a list', '{"task":"x","config":[]}'],
    ['a ping without a number', '{"type":"ping","seq":"1"}'],
  ])('answers a message that is %s with an error event and stays usable', async (_what, message) => {
    const { url } = testbed;
    const client = await connect(url);
    client.send(message);
    expect((await client.next('error')).data.message).toMatch(/expected \{"task": string/);
    expect(await client.run(print('still here'))).toEqual(['still here']);
  });

  it('closes with 1003 on a binary message and with 1009 on one above a megabyte', async () => {
    const { url } = testbed;
    const binary = await connect(url);
    binary.webSocket.send(Buffer.from('{"type":"ping","seq":1}'));
    expect(await binary.closed).toBe(1003);
    const long = await connect(url);
    long.webSocket.send('x'.repeat(1024 * 1024 + 1));
    expect(await long.closed).toBe(1009);
  });

  it('keeps two sockets with one task id apart', async () => {
    const { url } = await start({ taskMs: 30 });
    const [first, second] = [await connect(url, 'same'), await connect(url, 'same')];
    const outputs = await Promise.all([first.run(print('1', '1')), second.run(print('2', '2'))]);
    expect(outputs).toEqual([
      ['1', '1'],
      ['2', '2'],
    ]);
  });

  it('decodes the task id of the path', async () => {
    const { url } = testbed;
    const client = await connect(url, 'a%20b?x=1');
    client.send(task('x'));
    expect((await client.next('complete')).data.task_id).toBe('a b');
  });

  it.each(['/', '/ws', '/ws/', '/ws/a/b', '/other/a', '/ws/%zz'])('answers an upgrade at %s with 404', async (path) => {
    const { url } = testbed;
    expect((await knock(url, path)).status).toBe(404);
  });
});
