import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';
import type { Answer } from '../points';
import { findStranger } from '../stranger';

export const leakResponse: Defect = {
  name: 'leak-response',
  does: "sends the first and every N-th answer of the assistant after it to another user's socket as well, as soon as there is one",
  breaks: ['D01', 'D04', 'D05'],
  parameter: everyNth('answers'),
  start(every, { population }) {
    const isDue = createEveryNth(every);
    // One waits at most: a user who stays alone must not fill the memory.
    let pending: Answer | undefined;
    return {
      answer(answer, next) {
        next(answer);
        if (isDue()) pending ??= answer;
        if (pending === undefined) return;
        const stranger = findStranger(population, 'pam', pending.connection.id);
        if (stranger === undefined) return;
        stranger.send(pending.frame);
        pending = undefined;
      },
    };
  },
};
