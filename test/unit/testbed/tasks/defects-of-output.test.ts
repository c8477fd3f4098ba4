import { describe, expect, it } from 'vitest';
import { numbered, pause, start } from '../helpers/testbed';
import { connect, print, task } from './client';

/** All that one client is sent for one task of these lines, as text. */
async function transcript(defect: string, ...lines: string[]): Promise<string[]> {
  const { url } = await start({ defects: [defect] });
  const client = await connect(url);
  client.send(task(print(...lines)));
  await client.next('complete');
  await pause(15);
  return client.events().map(({ event_type, data }) => (event_type === 'output' ? String(data.message) : event_type));
}

describe('defects of the output of one task', () => {
  it.each([
    ['lose-output=3', 'b c e f complete'],
    ['cut-output=1', 'a b c d e f complete'],
    ['repeat-output=3', 'a a b c d d e f complete'],
    ['reorder-output=3', 'b a c e d f complete'],
    ['reorder-output=5', 'b a c d e f complete'],
    ['late-output', 'a b c d e f complete f'],
    ['leak-output=1', 'a b c d e f complete'],
    ['leak-memory=1', 'a b c d e f complete'],
    ['never-close', 'a b c d e f complete'],
    ['slow-handshake=5', 'a b c d e f complete'],
    ['connection-cap=1', 'a b c d e f complete'],
    ['binary-output', 'a b c d e f complete'],
  ])('%s sends %s', async (defect, expected) => {
    expect(await transcript(defect, ...'abcdef')).toEqual(expected.split(' '));
  });

  it('cut-output sends the beginning of each output', async () => {
    expect(await transcript('cut-output=3', 'abcdef', 'gh')).toEqual(['abc', 'gh', 'complete']);
  });

  it('reorder-output passes its turn on when a task has nothing to swap with', async () => {
    const { url } = await start({ defects: ['reorder-output=100'] });
    const client = await connect(url);
    expect(await client.run(print('only'))).toEqual(['only']);
    expect(await client.run(print('a', 'b', 'c'))).toEqual(['b', 'a', 'c']);
    expect(await client.run(print('a', 'b', 'c'))).toEqual(['a', 'b', 'c']);
  });

  it('counts outputs across tasks and sockets', async () => {
    const { url } = await start({ defects: ['lose-output=4'] });
    const [first, second] = [await connect(url, '1'), await connect(url, '2')];
    expect(await first.run(print('a', 'b', 'c'))).toEqual(['b', 'c']);
    expect(await second.run(print('d', 'e', 'f'))).toEqual(['d', 'f']);
    expect(await first.run(print('g', 'h', 'i'))).toEqual(['g', 'h']);
  });

  it('garbage cuts the first output of every task in half', async () => {
    const { url } = await start({ defects: ['garbage'] });
    const client = await connect(url);
    expect(await client.run(print('a', 'b'))).toEqual(['b']);
    expect(await client.run(print('c', 'd'))).toEqual(['d']);
    expect(client.frames[0]?.text).toBe('{"event_type":"output",');
    expect(client.frames).toHaveLength(6);
  });

  it('binary-output changes the kind of the output frames and nothing else', async () => {
    const { url } = await start({ defects: ['binary-output'] });
    const client = await connect(url);
    client.send({ type: 'ping', seq: 1 });
    await client.run(print('a', 'b'));
    expect(client.frames.map(({ isBinary }) => isBinary)).toEqual([false, true, true, false]);
  });

  it('huge-output pads one output, once', async () => {
    const { url } = await start({ defects: ['huge-output=2'] });
    const client = await connect(url);
    const outputs = await client.run(print('start', 'b'));
    expect(outputs.map((output) => String(output).length)).toEqual([2 * 1024 * 1024, 1]);
    expect(String(outputs[0])).toMatch(/^startxxx/);
    expect(await client.run(print('start', 'b'))).toEqual(['start', 'b']);
  });

  it('error-event answers a task with an error event only, and leaves pings alone', async () => {
    const { url, stats } = await start({ defects: ['error-event'] });
    const client = await connect(url);
    client.send(task('x'));
    client.send({ type: 'ping', seq: 1 });
    await client.next('pong');
    expect(client.events().map((event) => event.event_type)).toEqual(['error', 'pong']);
    expect(stats()).toMatchObject({ runningTasks: 0, tasks: { failed: 1 } });
  });

  it('never-complete sends all outputs and leaves the task running', async () => {
    const { url, stats } = await start({ defects: ['never-complete'] });
    const client = await connect(url);
    client.send(task(print('a', 'b')));
    await client.next('output');
    await pause(30);
    expect(client.events().map((event) => event.event_type)).toEqual(['output', 'output']);
    expect(stats().runningTasks).toBe(1);
    await client.close();
    expect(stats()).toMatchObject({ runningTasks: 0, tasks: { cancelled: 1 } });
  });

  it('drop-mid-task cuts the connection after half of the outputs', async () => {
    const { url } = await start({ defects: ['drop-mid-task'] });
    const client = await connect(url);
    client.send(task(print(...numbered('x', 7))));
    expect(await client.closed).toBe(1006);
    expect(client.outputs()).toEqual(numbered('x', 4));
    expect(client.events()).toHaveLength(4);
  });

  it('drop-mid-task cuts the connection after half of the pings', async () => {
    const { url } = await start({ defects: ['drop-mid-task'] });
    const client = await connect(url);
    for (let seq = 0; seq < 1_000; seq++) client.send({ type: 'ping', seq });
    expect(await client.closed).toBe(1006);
    expect(client.events()).toHaveLength(500);
  });
});

describe('leak-output', () => {
  it('sends the first and every N-th output to another running task as well', async () => {
    const { url } = await start({ taskMs: 80, defects: ['leak-output=4'] });
    const clients = await Promise.all(['p', 'q'].map((id) => connect(url, id)));
    const outputs = await Promise.all(
      clients.map((client, index) => client.run(print(...numbered(`${'pq'[index]}`, 8)))),
    );
    const all = outputs.map((lines, index) => ({
      own: lines.filter((line) => String(line).startsWith(`${'pq'[index]}`)),
      foreign: lines.filter((line) => !String(line).startsWith(`${'pq'[index]}`)),
    }));
    expect(all.map(({ own }) => own)).toEqual([numbered('p', 8), numbered('q', 8)]);
    expect(all.flatMap(({ foreign }) => foreign)).toHaveLength(4);
  });

  it('waits for another task when there is none, and passes over idle sockets', async () => {
    const { url } = await start({ defects: ['leak-output=10000'] });
    const [first, idle, third] = await Promise.all(['1', '2', '3'].map((id) => connect(url, id)));
    expect(await first?.run(print('secret', 'b'))).toEqual(['secret', 'b']);
    expect(await first?.run(print('c'))).toEqual(['c']);
    expect(await third?.run(print('d', 'e'))).toEqual(['d', 'secret', 'e']);
    expect(await third?.run(print('f'))).toEqual(['f']);
    expect(idle?.frames).toEqual([]);
  });

  it('does not keep leaks without end for a client that stays alone', async () => {
    const { url } = await start({ defects: ['leak-output=1'] });
    await (await connect(url, '1')).run(print(...numbered('x', 1_100)));
    expect(await (await connect(url, '2')).run(print('own'))).toHaveLength(1_001);
  });
});

describe('stale-after-reconnect', () => {
  it('sends what is left of a task to the newest socket with its task id, and nothing to others', async () => {
    const { url, stats } = await start({ taskMs: 200, defects: ['stale-after-reconnect'] });
    const [other, older] = [await connect(url, 'other'), await connect(url, 'same')];
    const old = await connect(url, 'same');
    old.send(task(print(...numbered('old', 20))));
    await old.next('output');
    await old.close();
    await pause(30);
    const again = await connect(url, 'same');
    const outputs = await again.run(print('new1', 'new2'));
    expect(outputs.filter((output) => String(output).startsWith('new'))).toEqual(['new1', 'new2']);
    expect(outputs).toContain('old19');
    expect(outputs).not.toContain('old0');
    expect([other.frames, older.frames]).toEqual([[], []]);
    expect(again.events().filter((event) => event.event_type === 'complete')).toHaveLength(1);
    expect(stats()).toMatchObject({ runningTasks: 0, messagesSent: old.frames.length + again.frames.length });
  });

  it('is over with the testbed', async () => {
    const testbed = await start({ taskMs: 60_000, defects: ['stale-after-reconnect'] });
    const client = await connect(testbed.url);
    client.send(task('x'));
    client.send({ type: 'ping', seq: 1 });
    await client.next('pong');
    await client.close();
    expect(testbed.stats().runningTasks).toBe(1);
    await testbed.close();
    expect(testbed.stats().runningTasks).toBe(0);
  });
});
