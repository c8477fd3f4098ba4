import { defineSlowRoute } from '../http/slow-route';

export const slowAgentHealth = defineSlowRoute({
  name: 'slow-agent-health',
  route: 'GET /api/v1/health',
  breaks: ['E06', 'E18'],
  defaultMs: 110,
});
