import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGraphBook } from '../../../../testbed/graph/book';
import { createTurns } from '../../../../testbed/graph/turns';
import { blockProcess } from '../../../../testbed/kernel/defect-parts/block';

function createScene() {
  const [book, answers] = [createGraphBook(), [] as unknown[]];
  const reply = { raw: { destroyed: false }, send: (answer: unknown) => answers.push(answer) };
  return { takeTurn: createTurns({ defects: { hooks: {} }, book }), reply, answers, book };
}

describe('createTurns', () => {
  it('answers in the order in which the requests came, never at once', async () => {
    const { takeTurn, reply, answers } = createScene();
    for (const answer of 'abc') takeTurn(reply, () => answer);
    expect(answers).toEqual([]);
    await nextRound();
    expect(answers).toEqual(['a', 'b', 'c']);
  });

  it('lets others in when a turn is over, however many requests wait', async () => {
    const { takeTurn, reply, answers } = createScene();
    for (const answer of 'abc')
      takeTurn(reply, () => {
        blockProcess(12);
        return answer;
      });
    const seen: number[] = [];
    for (let round = 0; round < 3; round++) {
      await nextRound();
      seen.push(answers.length);
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it('passes on what the work throws, and goes on with the next', async () => {
    const { takeTurn, reply, answers, book } = createScene();
    const error = new Error('broken');
    takeTurn(reply, () => {
      throw error;
    });
    takeTurn(reply, () => 'next');
    await nextRound();
    expect(answers).toEqual([error, 'next']);
    expect(book.counts.answered).toBe(1);
  });
});
