import type { Defect } from '../defect';
import { hold, holdMs } from './hold';

export const cutOverload: Defect = {
  name: 'cut-overload',
  does: `takes ${holdMs} ms over each graph request, has room for this many in work and cuts the TCP connection of further ones instead of answering 503`,
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
