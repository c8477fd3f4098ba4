import { defineSlowRoute } from '../http/slow-route';

export const slowAgentWorkflows = defineSlowRoute({
  name: 'slow-agent-workflows',
  route: 'GET /api/v1/workflows',
  breaks: ['E08', 'E18'],
  defaultMs: 520,
});
