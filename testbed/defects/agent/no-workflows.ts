import type { Defect } from '../defect';

const route = '/api/v1/workflows';

export const noWorkflows: Defect = {
  name: 'no-workflows',
  does: `answers every request to GET ${route} with 404, as if there were no such list`,
  breaks: ['E04', 'E08'],
  start: () => ({
    request(request, next) {
      if (request.route === route) request.refuse(404, 'there are no workflows, says the defect "no-workflows"');
      else next(request);
    },
  }),
};
