import { defineSlowRoute } from './slow-route';

export const slowHealth = defineSlowRoute({
  name: 'slow-health',
  route: 'GET /health',
  breaks: ['B17', 'B23'],
  defaultMs: 15,
});
