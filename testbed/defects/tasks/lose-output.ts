import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

export const loseOutput: Defect = {
  name: 'lose-output',
  does: 'does not send the first and every N-th output after it',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      output(output, next) {
        if (!isDue()) next(output);
      },
    };
  },
};
