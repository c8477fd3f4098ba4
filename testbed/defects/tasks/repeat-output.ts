import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

export const repeatOutput: Defect = {
  name: 'repeat-output',
  does: 'sends the first and every N-th output after it twice',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      output(output, next) {
        next(output);
        if (isDue()) next(output);
      },
    };
  },
};
