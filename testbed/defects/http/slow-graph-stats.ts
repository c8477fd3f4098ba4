import { defineSlowRoute } from './slow-route';

export const slowGraphStats = defineSlowRoute({
  name: 'slow-graph-stats',
  route: 'GET /api/graph/stats',
  breaks: ['B11', 'B23'],
  defaultMs: 75,
});
