import type { Defect } from '../defect';
import type { Answer } from '../points';

export const leakHistory: Defect = {
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
