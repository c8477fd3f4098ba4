import { describe, expect, it } from 'vitest';
import { knock } from '../helpers/sockets';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { connect } from '../tasks/client';
import { connectPam, path, response, tokenFor } from './client';

/** What a user who says a to h is answered while the defect is on. */
async function answers(defect: string): Promise<string> {
  const { url } = await start({ pamMs: 0, defects: [defect] });
  const ann = await connectPam(url, 'ann');
  for (const id of 'abcdefgh') ann.say(id, id);
  await eventually(() => ann.heard.some(({ id }) => id === 'h'));
  await pause(15);
  return ann.heard.map(({ id }) => id).join(' ');
}

describe('defects of the answers', () => {
  it.each([
    ['lose-response=3', 'b c e f h'],
    ['repeat-response=3', 'a a b c d d e f g g h'],
    ['slow-response=5', 'a b c d e f g h'],
    ['leak-response=3', 'a b c d e f g h'],
    ['leak-history', 'a b c d e f g h'],
    ['slow-read=1', 'a b c d e f g h'],
    ['slow-handshake=5', 'a b c d e f g h'],
  ])('%s gives the answers %s', async (defect, expected) => {
    expect(await answers(defect)).toBe(expected);
  });

  it('slow-response delays the answers, none behind the other, and no pong', async () => {
    const { url } = await start({ pamMs: 20, defects: ['slow-response=120'] });
    const ann = await connectPam(url, 'ann');
    const startMs = performance.now();
    for (const id of numbered('m', 5)) ann.say(id, '');
    ann.send({ type: 'ping', seq: 1 });
    await ann.hear(1);
    expect(performance.now() - startMs).toBeLessThan(100);
    await ann.hear(6);
    expect(performance.now() - startMs).toBeGreaterThan(138);
    expect(performance.now() - startMs).toBeLessThan(400);
  });

  it('lose-response loses it on the way: the conversation has it', async () => {
    const { url } = await start({ pamMs: 0, defects: ['lose-response=1'] });
    const ann = await connectPam(url, 'ann');
    ann.say('1', 'a');
    await pause(30);
    expect(ann.heard).toEqual([]);
    expect(await ann.history()).toEqual(['user: a', 'assistant: You said: a']);
  });

  it("leak-response sends the first and every N-th to one other user, and to none of one's own sockets", async () => {
    const { url } = await start({ pamMs: 0, defects: ['leak-response=3'] });
    const [ann, second, task] = [await connectPam(url, 'ann'), await connectPam(url, 'ann'), await connect(url)];
    ann.say('a', 'a');
    await ann.hear(1);
    const bob = await connectPam(url, 'bob');
    const more = [...'bcd'];
    for (const id of more) ann.say(id, id);
    await ann.hear(4);
    await pause(15);
    expect(bob.heard).toEqual([response('ann', 'a', 'a'), response('ann', 'd', 'd')]);
    expect([second.heard, task.frames]).toEqual([[], []]);
  });

  it("leak-history shows a user another user's last answer", async () => {
    const { url } = await start({ pamMs: 0, defects: ['leak-history'] });
    const [ann, bob] = [await connectPam(url, 'ann'), await connectPam(url, 'bob')];
    ann.say('1', 'secret');
    await ann.hear(1);
    expect(await ann.history()).toEqual(['user: secret', 'assistant: You said: secret']);
    expect(await bob.history()).toEqual(['assistant: You said: secret']);
    bob.say('1', 'b');
    await bob.hear(2);
    expect((await ann.history()).at(-1)).toBe('assistant: You said: b');
    expect((await bob.history()).at(-1)).toBe('assistant: You said: secret');
  });
});

describe('defects of the sockets of any system', () => {
  const authorization = { authorization: `Bearer ${tokenFor('ann')}` };

  it.each([
    ['refuse', 503],
    ['refuse=401', 401],
    ['refuse-some=100', 503],
    ['connection-cap=1', 503],
  ])('%s refuses PAM too', async (defect, status) => {
    const { url, defects } = await start();
    await connectPam(url, 'bob');
    defects.set([defect]);
    expect((await knock(url, path, authorization)).status).toBe(status);
  });

  it.each([7, 12])('refuse-some=%i refuses exactly that many of a hundred', async (percent) => {
    const { url, stats } = await start({ defects: [`refuse-some=${percent}`] });
    const statuses: number[] = [];
    for (let count = 0; count < 100; count++) statuses.push((await knock(url, path, authorization)).status);
    expect(stats().connections).toEqual({ accepted: 100 - percent, refused: percent });
    const refused = statuses.flatMap((status, index) => (status === 503 ? [index] : []));
    const gaps = refused.slice(1).map((index, before) => index - (refused[before] ?? 0));
    expect(refused[0]).toBe(0);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });

  it('refuse-some says when to come again, and counts over all systems', async () => {
    const { url } = await start({ defects: ['refuse-some=50'] });
    expect((await knock(url)).headers.get('retry-after')).toBe('1');
    expect((await knock(url, path, authorization)).status).toBe(101);
    expect((await knock(url, '/ws/events')).status).toBe(503);
  });

  it('drop-mid-task cuts the connection after so many messages', async () => {
    const { url } = await start({ defects: ['drop-mid-task=3'] });
    const ann = await connectPam(url, 'ann');
    for (const id of 'abc') ann.say(id, id);
    expect(await ann.closed).toBe(1006);
  });

  it('never-close leaves a Close frame without an answer', async () => {
    const { url, stats } = await start({ defects: ['never-close'] });
    (await connectPam(url, 'ann')).webSocket.close();
    await pause(40);
    expect(stats().openConnections).toBe(1);
  });

  it('slow-reconnect delays a user who comes back', async () => {
    const { url, stats } = await start({ defects: ['slow-reconnect=60'] });
    (await connectPam(url, 'ann')).webSocket.close();
    await eventually(() => stats().openConnections === 0);
    const startMs = performance.now();
    await connectPam(url, 'ann');
    expect(performance.now() - startMs).toBeGreaterThan(58);
  });
});
