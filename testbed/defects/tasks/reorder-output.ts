import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

export const reorderOutput: Defect = {
  name: 'reorder-output',
  does: 'swaps the first and every N-th output after it with the next output of the same task; the last one of a task passes the turn on',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    let turn = false;
    return {
      task(start, next) {
        const lines = [...start.lines];
        for (let index = 0; index < lines.length; index++) {
          if (isDue()) turn = true;
          const [first, second] = lines.slice(index, index + 2);
          if (!turn || first === undefined || second === undefined) continue;
          lines.splice(index, 2, second, first);
          turn = false;
        }
        next({ ...start, lines });
      },
    };
  },
};
