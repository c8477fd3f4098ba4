import { defineSlowRoutes } from '../../kernel/defect-parts/slow-routes';
import type { Defect } from '../../kernel/switch/defect';

const slowRoutes = defineSlowRoutes([
  { name: 'slow-agent-health', route: 'GET /api/v1/health', breaks: ['E06', 'E18'], defaultMs: 110 },
  { name: 'slow-agent-config', route: 'GET /api/v1/config', breaks: ['E07', 'E18'], defaultMs: 220 },
  { name: 'slow-agent-capabilities', route: 'GET /api/v1/capabilities', breaks: ['E07', 'E18'], defaultMs: 220 },
  { name: 'slow-agent-workflows', route: 'GET /api/v1/workflows', breaks: ['E08', 'E18'], defaultMs: 520 },
  { name: 'slow-agent-collection', route: 'POST /api/v1/metrics/collect', breaks: ['E09'], defaultMs: 5_200 },
  { name: 'slow-agent-analysis', route: 'POST /api/v1/analyze', breaks: ['E10'], defaultMs: 2_100 },
  { name: 'slow-agent-optimization', route: 'POST /api/v1/optimize', breaks: ['E11'], defaultMs: 3_100 },
]);

const workflowsRoute = '/api/v1/workflows';

const noWorkflows: Defect = {
  name: 'no-workflows',
  does: `answers every request to GET ${workflowsRoute} with 404, as if there were no such list`,
  breaks: ['E04', 'E08'],
  start: () => ({
    request(request, next) {
      if (request.route === workflowsRoute)
        request.refuse(404, 'there are no workflows, says the defect "no-workflows"');
      else next(request);
    },
  }),
};

/** What is wrong with one route, however many requests come. */
export const routeDefects: readonly Defect[] = [...slowRoutes, noWorkflows];
