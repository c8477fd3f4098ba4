import { defineSlowRoute } from '../http/slow-route';

export const slowAgentOptimization = defineSlowRoute({
  name: 'slow-agent-optimization',
  route: 'POST /api/v1/optimize',
  breaks: ['E11'],
  defaultMs: 3_100,
});
