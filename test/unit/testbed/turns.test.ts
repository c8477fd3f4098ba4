import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { blockProcess } from '../../../testbed/defects/process/block';
import { createDefectSwitch } from '../../../testbed/defects/switch';
import { createTurns } from '../../../testbed/http/turns';
import { createTally } from '../../../testbed/observe/tally';
import { createPopulation } from '../../../testbed/sockets/population';
import { createThreads } from '../../../testbed/threads';
import { createTimers } from '../../../testbed/timers';

function createScene() {
  const [population, tally, answers] = [createPopulation(), createTally(), [] as unknown[]];
  const defects = createDefectSwitch([], { population, timers: createTimers(), threads: createThreads() });
  const reply = { raw: { destroyed: false }, send: (answer: unknown) => answers.push(answer) };
  return { takeTurn: createTurns({ defects, population, tally }), reply, answers, tally };
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
    const { takeTurn, reply, answers, tally } = createScene();
    const error = new Error('broken');
    takeTurn(reply, () => {
      throw error;
    });
    takeTurn(reply, () => 'next');
    await nextRound();
    expect(answers).toEqual([error, 'next']);
    expect(tally.graph.answered).toBe(1);
  });
});
