import { defineSlowRoute } from '../http/slow-route';

export const slowAgentConfig = defineSlowRoute({
  name: 'slow-agent-config',
  route: 'GET /api/v1/config',
  breaks: ['E07', 'E18'],
  defaultMs: 220,
});
