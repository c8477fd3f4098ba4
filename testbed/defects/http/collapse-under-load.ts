import type { Defect } from '../defect';
import { blockProcess } from '../process/block';
import { hold, holdMs } from './hold';

/** What each request above the knee adds to the time of every request, in which the process does nothing else. */
const penaltyMs = 1;

export const collapseUnderLoad: Defect = {
  name: 'collapse-under-load',
  does: `takes ${holdMs} ms over each graph request, has any number in work, also those that clients gave up, and above this many takes ${penaltyMs} ms of everybody's time longer for every further one`,
  breaks: ['B22'],
  parameter: { name: 'knee', unit: 'requests in work', default: 60, max: 1_000_000 },
  start(knee, surroundings) {
    const holdWork = hold(surroundings);
    return {
      admission: (admission, next) => next({ ...admission, limit: Number.POSITIVE_INFINITY }),
      work(work, next) {
        holdWork(work, ({ inWork }) => {
          blockProcess(Math.max(0, inWork - knee) * penaltyMs);
          next({ ...work, isAbandoned: () => false });
        });
      },
    };
  },
};
