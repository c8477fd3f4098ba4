import { createEveryNth, everyNth } from '../../kernel/defect-parts/every-nth';
import { createLeak } from '../../kernel/defect-parts/leak';
import type { Defect } from '../../kernel/switch/defect';
import type { Answer } from '../points';

const slowResponse: Defect = {
  name: 'slow-response',
  does: 'lets the assistant think longer by this time about every message',
  breaks: ['D01', 'D03', 'D05'],
  parameter: { name: 'delay', unit: 'ms', default: 3_100, max: 600_000 },
  start: (delayMs) => ({
    thought: ({ durationMs }, next) => next({ durationMs: durationMs + delayMs }),
  }),
};

const leakHistory: Defect = {
  name: 'leak-history',
  does: "ends every history with the last answer that another user's conversation has, as soon as there is one",
  breaks: ['D01', 'D04', 'D05'],
  start() {
    /** The last answer, and the last one before it that was for another user. */
    let last: Answer | undefined;
    let lastOfAnother: Answer | undefined;
    return {
      answer(answer, next) {
        if (last?.connection.id !== answer.connection.id) lastOfAnother = last;
        last = answer;
        next(answer);
      },
      history(history, next) {
        const foreign = last?.connection.id === history.connection.id ? lastOfAnother : last;
        if (foreign === undefined) return next(history);
        next({ ...history, messages: [...history.messages, { role: 'assistant', content: foreign.content }] });
      },
    };
  },
};

const leakResponse: Defect = {
  name: 'leak-response',
  does: "sends the first and every N-th answer of the assistant after it to another user's socket as well, as soon as there is one",
  breaks: ['D01', 'D04', 'D05'],
  parameter: everyNth('answers'),
  start(every, { connections }) {
    const leak = createLeak<Answer>({
      every,
      connections,
      ownerOf: ({ connection }) => connection,
      send: (stranger, { frame }) => stranger.send(frame),
    });
    return {
      answer(answer, next) {
        next(answer);
        leak(answer);
      },
    };
  },
};

const loseResponse: Defect = {
  name: 'lose-response',
  does: "does not send the first and every N-th answer of the assistant after it, although the user's history has it",
  breaks: ['D01', 'D04', 'D05'],
  parameter: everyNth('answers'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      answer(answer, next) {
        if (!isDue()) next(answer);
      },
    };
  },
};

const repeatResponse: Defect = {
  name: 'repeat-response',
  does: 'sends the first and every N-th answer of the assistant after it twice',
  breaks: ['D01', 'D04', 'D05'],
  parameter: everyNth('answers'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      answer(answer, next) {
        next(answer);
        if (isDue()) next(answer);
      },
    };
  },
};

/** What is wrong with what the assistant says. */
export const answerDefects: readonly Defect[] = [slowResponse, leakHistory, leakResponse, loseResponse, repeatResponse];
