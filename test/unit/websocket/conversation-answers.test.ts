import { describe, expect, it } from 'vitest';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import {
  answer,
  failures,
  forgetBeforeEach,
  history,
  isMessage,
  messages,
  outcomes,
  response,
  type Said,
  talk,
} from './talk';

forgetBeforeEach();

describe('the answers of a conversation', () => {
  it('fail where each carries the words of the answer before', async () => {
    let before = 'Hello.';
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        socket.send(response({ id: said.id, content: before }));
        before = said.content;
      },
    });
    expect([outcomes(), messages()]).toEqual([['done'], { due: 4, ok: 1, answered: 1 }]);
    expect(failures()).toEqual(Array(3).fill('the answer to another message'));
  });

  it('fail where they are empty', async () => {
    await talk({
      hear: (socket, said) =>
        isMessage(said)
          ? socket.send(JSON.stringify({ type: 'response', id: said.id, content: '' }))
          : answer(socket, said),
    });
    expect([outcomes(), messages().ok, failures()]).toEqual([['timed-out'], 0, Array(4).fill('an empty answer')]);
  });

  it('are whole where they come in parts, also where a part ends within the marker', async () => {
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        for (const delta of ['', 'You said: ', ...(said.content.match(/.{1,9}/g) ?? []), ' Well.'])
          socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
      },
    });
    expect([outcomes(), messages(), failures()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }, []]);
    expect([sumOf('foreign_markers'), sumOf('repeated_markers')]).toEqual([0, 0]);
  });

  it('are waited for where their parts come slowly, by a user of whom nothing is known yet', async () => {
    await talk({
      hear(socket, said, index) {
        if (!isMessage(said)) return answer(socket, said);
        const part = (delta: string) => socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
        part('You said: ');
        setTimeout(() => part(said.content), index === 3 ? 260 : 300);
      },
      environment: { TASK_TIMEOUT: '1s' },
    });
    expect([messages(), failures()]).toEqual([{ due: 4, ok: 4, answered: 4 }, []]);
  });

  it("find another user's marker that is cut between two parts", async () => {
    await talk({
      hear(socket, said, index) {
        const part = (delta: string) => socket.send(JSON.stringify({ type: 'delta', id: said.id, delta }));
        if (index === 1) for (const delta of ['> MARK', 'ER_R4N0-V1-U3-T0-M0;']) part(delta);
        answer(socket, said);
      },
    });
    expect(sumOf('foreign_markers')).toBe(1);
  });

  it.each([
    ['quotes', ({ content }: Said) => [`> ${content}\n\n${content} ${content}`], 1],
    ['streams the whole text in each of four parts', ({ content }: Said) => Array(4).fill(content), 4],
  ])('are not repeated where the server %s, which is its habit', async (_what, parts, copies) => {
    await talk({
      hear(socket, said) {
        if (!isMessage(said)) return answer(socket, said);
        for (const content of parts(said)) socket.send(response({ id: said.id, content }));
      },
    });
    expect([outcomes(), messages().ok, sumOf('repeated_markers')]).toEqual([['done'], 4, 0]);
    expect(samplesOf('answer_copies').map(({ value }) => value)).toEqual(copies > 1 ? [copies] : []);
  });

  it('count by their id where none holds what was said, and histories show whose they are', async () => {
    const said: string[] = [];
    const { tookMs } = await talk({
      hear(socket, message) {
        if (!isMessage(message)) return socket.send(history(...said));
        said.push(message.content);
        socket.send(response({ id: message.id, content: 'Certainly.' }).replace('You said: ', ''));
      },
    });
    expect([outcomes(), messages(), failures()]).toEqual([['done'], { due: 4, ok: 4, answered: 4 }, []]);
    expect([sumOf('markers_checked'), sumOf('foreign_chances')]).toEqual([4, 4]);
    expect([sumOf('message_time_samples'), sumOf('message_time_median_samples')]).toEqual([4, 1]);
    expect(tookMs).toBeLessThan(750);
  });

  it('fail without their marker where the others have theirs', async () => {
    await talk({
      hear: (socket, said, index) => answer(socket, index === 1 ? { ...said, content: 'What?' } : said),
    });
    expect([messages(), failures()]).toEqual([{ due: 4, ok: 3, answered: 3 }, ['an answer without its marker']]);
  });
});
