import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

export const repeatResponse: Defect = {
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
