import { defineSlowRoute } from './slow-route';

export const slowGraphSearch = defineSlowRoute({
  name: 'slow-graph-search',
  route: 'GET /api/graph/nodes/search',
  breaks: ['B13', 'B23'],
  defaultMs: 160,
});
