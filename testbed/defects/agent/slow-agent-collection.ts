import { defineSlowRoute } from '../http/slow-route';

export const slowAgentCollection = defineSlowRoute({
  name: 'slow-agent-collection',
  route: 'POST /api/v1/metrics/collect',
  breaks: ['E09'],
  defaultMs: 5_200,
});
