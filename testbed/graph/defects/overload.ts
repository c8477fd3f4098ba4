import { blockProcess } from '../../kernel/defect-parts/block';
import { hold, holdMs } from '../../kernel/defect-parts/hold';
import type { Defect } from '../../kernel/switch/defect';
import type { Work } from '../points';

/** What each request above the knee adds to the time of every request, in which the process does nothing else. */
const penaltyMs = 1;

const collapseUnderLoad: Defect = {
  name: 'collapse-under-load',
  does: `holds each graph request for ${holdMs} ms, refuses none, works also for clients that have gone away, and with more than this many in work blocks the whole process per request, ${penaltyMs} ms for each one above`,
  breaks: ['B22'],
  parameter: { name: 'knee', unit: 'requests in work', default: 60, max: 1_000_000 },
  start(knee, surroundings) {
    const holdWork = hold<Work>(surroundings);
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

const cutOverload: Defect = {
  name: 'cut-overload',
  does: `holds each graph request for ${holdMs} ms, has room for this many in work and cuts the TCP connection of further ones instead of answering 503`,
  breaks: ['B22'],
  parameter: { name: 'limit', unit: 'requests in work', default: 60, max: 1_000_000 },
  start: (limit, surroundings) => ({
    admission(admission, next) {
      if (admission.inWork < limit) next(admission);
      else admission.cut();
    },
    work: hold(surroundings),
  }),
};

/** What the graph API does when too much is asked of it. */
export const overloadDefects: readonly Defect[] = [collapseUnderLoad, cutOverload];
