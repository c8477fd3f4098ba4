import { defineSlowRoutes } from '../../kernel/defect-parts/slow-routes';

export const slowRoutes = defineSlowRoutes([
  { name: 'slow-graph-stats', route: 'GET /api/graph/stats', breaks: ['B11', 'B23'], defaultMs: 75 },
  { name: 'slow-graph-search', route: 'GET /api/graph/nodes/search', breaks: ['B13', 'B23'], defaultMs: 160 },
  { name: 'slow-graph-traverse', route: 'POST /api/graph/traverse', breaks: ['B15', 'B16', 'B23'], defaultMs: 320 },
]);
