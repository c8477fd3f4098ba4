import { defineSlowRoute } from '../http/slow-route';

export const slowAgentCapabilities = defineSlowRoute({
  name: 'slow-agent-capabilities',
  route: 'GET /api/v1/capabilities',
  breaks: ['E07', 'E18'],
  defaultMs: 220,
});
