import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

export const loseResponse: Defect = {
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
