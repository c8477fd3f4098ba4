import { defineSlowRoute } from './slow-route';

export const slowGraphTraverse = defineSlowRoute({
  name: 'slow-graph-traverse',
  route: 'POST /api/graph/traverse',
  breaks: ['B15', 'B16', 'B23'],
  defaultMs: 320,
});
