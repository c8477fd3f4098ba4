import type { Defect } from '../defect';
import { holdMs } from '../http/hold';

export const failAbove: Defect = {
  name: 'fail-above',
  does: `takes ${holdMs} ms over each request to the agent API, and answers 500 to those that come while so many are in work`,
  breaks: ['E01', 'E12', 'E13', 'E16', 'E17'],
  parameter: { name: 'limit', unit: 'requests in work', default: 30, max: 1_000_000 },
  start: (limit, { timers }) => ({
    agentRequest(request, next) {
      if (request.inWork > limit) request.refuse(500, `failed by the defect "fail-above=${limit}"`);
      else timers.after(holdMs, () => next(request));
    },
  }),
};
