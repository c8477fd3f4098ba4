import { describe, expect, it, vi } from 'vitest';
import { Conversations, keepMs } from '../../../../testbed/pam/conversations';
import { eventually, numbered, pause, start } from '../helpers/testbed';
import { connectPam, response } from './client';

describe('PAM', () => {
  it('answers a message after it has thought about it, in the name of the user', async () => {
    const { url } = await start({ pamMs: 60 });
    const ann = await connectPam(url, 'ann');
    const startMs = performance.now();
    ann.say('m1', 'żółw "🐢"\n');
    await pause(30);
    expect(ann.heard).toEqual([]);
    expect(await ann.hear(1)).toEqual([response('ann', 'm1', 'żółw "🐢"\n')]);
    expect(performance.now() - startMs).toBeGreaterThan(58);
  });

  it('thinks about several messages at the same time, and answers in their order', async () => {
    const { url } = await start({ pamMs: 100 });
    const ann = await connectPam(url, 'ann');
    const ids = numbered('m', 20);
    const startMs = performance.now();
    for (const id of ids) ann.say(id, id);
    expect(await ann.hear(20)).toEqual(ids.map((id) => response('ann', id, id)));
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  it('keeps the order also when it has become quicker meanwhile', async () => {
    const { url, defects } = await start({ pamMs: 5, defects: ['slow-response=100'] });
    const ann = await connectPam(url, 'ann');
    ann.say('slow', '1');
    await pause(30);
    defects.set([]);
    ann.say('quick', '2');
    expect((await ann.hear(2)).map(({ id }) => id)).toEqual(['slow', 'quick']);
  });

  it('answers a ping at once, also while it thinks', async () => {
    const { url } = await start({ pamMs: 50 });
    const ann = await connectPam(url, 'ann');
    ann.say('m1', 'x');
    ann.send({ type: 'ping', seq: 7 });
    expect(await ann.hear(2)).toEqual([{ type: 'pong', seq: 7 }, response('ann', 'm1', 'x')]);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no object', 'null'],
    ['of no known type', '{"type":"massage","id":"1","content":"x"}'],
    ['a message without an id', '{"type":"message","content":"x"}'],
    ['a message whose id is a number', '{"type":"message","id":1,"content":"x"}'],
    ['a message without content', '{"type":"message","id":"1"}'],
    ['a ping without a number', '{"type":"ping","seq":"1"}'],
  ])('answers what is %s with an error and stays usable', async (_what, message) => {
    const { url, stats } = await start({ pamMs: 0 });
    const ann = await connectPam(url, 'ann');
    ann.send(message);
    ann.say('m1', 'still here');
    expect(await ann.hear(2)).toEqual([
      { type: 'error', message: expect.stringContaining('expected {"type": "message"') },
      response('ann', 'm1', 'still here'),
    ]);
    expect(stats().pam).toEqual({ answered: 1, rejected: 1, abandoned: 0 });
  });

  it('takes no more messages of a socket than a thousand at a time', async () => {
    const { url } = await start({ pamMs: 60_000 });
    const ann = await connectPam(url, 'ann');
    for (const id of numbered('m', 1_001)) ann.say(id, '');
    expect(await ann.hear(1)).toEqual([{ type: 'error', message: expect.stringContaining('1000 messages') }]);
  });

  it('gives up what a socket waited for when it closes', async () => {
    const { url, stats } = await start({ pamMs: 60 });
    const [first, second] = [await connectPam(url, 'ann'), await connectPam(url, 'ann')];
    first.say('m1', 'x');
    first.say('m2', 'y');
    await eventually(() => stats().messagesReceived === 2);
    first.webSocket.terminate();
    await pause(100);
    expect(stats().pam).toEqual({ answered: 0, rejected: 0, abandoned: 2 });
    expect(await second.history()).toEqual(['user: x', 'user: y']);
  });

  it('is counted among the others', async () => {
    const { url, metricsUrl } = await start({ pamMs: 0 });
    const ann = await connectPam(url, 'ann');
    ann.say('m1', 'x');
    await ann.hear(1);
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toContain('testbed_open_connections{system="pam"} 1\n');
    expect(text).toContain('testbed_pam_messages_total{result="answered"} 1\n');
    expect(text).toMatch(/testbed_messages_sent_total 1\n[\s\S]*testbed_messages_received_total 1\n/);
  });
});

describe('the history', () => {
  it("has the user's own messages and answers, of all sockets, and nobody else's", async () => {
    const { url } = await start({ pamMs: 0 });
    const [first, second, bob] = [
      await connectPam(url, 'ann'),
      await connectPam(url, 'ann'),
      await connectPam(url, 'bob'),
    ];
    expect(await bob.history()).toEqual([]);
    first.say('1', 'a');
    await first.hear(1);
    second.say('1', 'b');
    await second.hear(1);
    bob.say('1', 'c');
    await bob.hear(2);
    const ofAnn = ['user: a', 'assistant: You said: a', 'user: b', 'assistant: You said: b'];
    expect(await first.history()).toEqual(ofAnn);
    expect(await second.history()).toEqual(ofAnn);
    expect(await bob.history()).toEqual(['user: c', 'assistant: You said: c']);
    expect(bob.heard.at(-1)).toMatchObject({ type: 'history', user: 'bob' });
  });

  it('is that of the last 20 messages, and outlives a reconnect', async () => {
    const { url, stats } = await start({ pamMs: 0 });
    const ann = await connectPam(url, 'ann');
    for (const [index, id] of numbered('m', 15).entries()) {
      ann.say(id, id);
      await ann.hear(index + 1);
    }
    ann.webSocket.close();
    await eventually(() => stats().openConnections === 0);
    const history = await (await connectPam(url, 'ann')).history();
    expect([history.length, history[0], history.at(-1)]).toEqual([20, 'user: m5', 'assistant: You said: m14']);
  });

  it('is dropped some time after the last socket of the user has gone, and not before', () => {
    vi.useFakeTimers();
    try {
      const conversations = new Conversations({ after: (ms, callback) => void setTimeout(callback, ms) });
      for (let socket = 0; socket < 2; socket++) conversations.join('ann');
      conversations.add('ann', { role: 'user', content: 'x' });
      conversations.leave('ann');
      vi.advanceTimersByTime(2 * keepMs);
      conversations.leave('ann');
      vi.advanceTimersByTime(keepMs / 2);
      conversations.join('ann');
      conversations.leave('ann');
      vi.advanceTimersByTime(keepMs - 1);
      expect(conversations.of('ann')).toHaveLength(1);
      vi.advanceTimersByTime(1);
      expect(conversations.of('ann')).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
