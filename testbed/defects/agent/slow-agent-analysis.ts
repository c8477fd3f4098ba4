import { defineSlowRoute } from '../http/slow-route';

export const slowAgentAnalysis = defineSlowRoute({
  name: 'slow-agent-analysis',
  route: 'POST /api/v1/analyze',
  breaks: ['E10'],
  defaultMs: 2_100,
});
